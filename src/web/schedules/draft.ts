import { WEEKDAYS } from '../../contract/columns/columns';
import { formatPlain, withPlainMarks } from '../../contract/format/numbers';
import { formatReportUrl, type ReportView } from '../../contract/query/reportUrl';
import type { ExportFormat } from '../../contract/query/requests';
import type { AlertFigure, Delivery, NewSchedule, Schedule, When } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { HOUR_SECONDS } from '../../contract/time/units';

/** A schedule as its form has it: every field of every kind, so that a change of kind loses nothing. */
export interface Draft {
  name: string;
  /** `current`, `kept`, or a view's id. */
  report: string;
  kind: Delivery['kind'];
  format: ExportFormat;
  figure: AlertFigure;
  side: 'over' | 'under';
  /** As it is typed: percent, hours or a count. */
  value: string;
  every: When['every'];
  weekdays: (typeof WEEKDAYS)[number][];
  day: string;
  minute: string;
  at: string;
  timeZone: string;
  recipients: string;
}

/** Of the fields of a part of it. */
export interface FieldsProps {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** What a figure's typed value is multiplied by. */
export function unitOf(figure: AlertFigure): { unit: 'percent' | 'hours' | 'count'; factor: number } {
  if (figure === 'breachRate') return { unit: 'percent', factor: 0.01 };
  return figure === 'p50' || figure === 'p90' ? { unit: 'hours', factor: HOUR_SECONDS } : { unit: 'count', factor: 1 };
}

export function newDraft({ timeZone, defaultFormat }: Profile, name: string): Draft {
  return {
    name,
    report: 'current',
    kind: 'sentence',
    format: defaultFormat,
    figure: 'breachRate',
    side: 'over',
    value: '20',
    every: 'week',
    weekdays: ['monday'],
    day: '1',
    minute: '0',
    at: '08:00',
    timeZone,
    recipients: '',
  };
}

export function draftOf({ name, delivery, when, timeZone, recipients, view }: Schedule, profile: Profile): Draft {
  const own = recipients.length === 1 && recipients[0]?.address === profile.email;
  return {
    ...newDraft(profile, name),
    report: view?.id ?? 'kept',
    kind: delivery.kind,
    ...(delivery.kind === 'file' ? { format: delivery.format } : {}),
    ...(delivery.kind === 'alert'
      ? { figure: delivery.figure, side: delivery.side, value: typed(delivery.value / unitOf(delivery.figure).factor) }
      : {}),
    every: when.every,
    ...(when.every === 'hour' ? { minute: String(when.minute) } : { at: when.at }),
    ...(when.every === 'week' ? { weekdays: when.weekdays } : {}),
    ...(when.every === 'month' ? { day: String(when.day) } : {}),
    timeZone,
    recipients: own ? '' : recipients.map(({ address }) => address).join(', '),
  };
}

/** With the language's own mark: a point before three digits would group them in some. */
function typed(value: number): string {
  return formatPlain(Math.round(value * 1000) / 1000);
}

/** The value of an alert; null where what is typed is no number. */
export function limitOf({ figure, value }: Pick<Draft, 'figure' | 'value'>): number | null {
  const plain = withPlainMarks(value.trim());
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return Number(plain) * unitOf(figure).factor;
}

/** What is sent; null while the form is not complete. */
export function toSchedule(draft: Draft, view: ReportView | undefined, own: string): NewSchedule | null {
  const [delivery, when] = [deliveryOf(draft), whenOf(draft)];
  if (draft.name.trim() === '' || delivery === null || when === null) return null;
  const recipients = draft.recipients.split(/[\s,;]+/).filter((email) => email !== '');
  return {
    name: draft.name,
    ...reportOf(draft.report, view),
    delivery,
    when,
    timeZone: draft.timeZone.trim(),
    recipients: recipients.length === 0 ? [own] : recipients,
  };
}

function reportOf(report: string, view: ReportView | undefined): Pick<NewSchedule, 'query' | 'view'> {
  if (report === 'kept') return {};
  if (report !== 'current') return { view: report };
  if (view === undefined) return {};
  const { job: _, ...shown } = view;
  return { query: formatReportUrl({ ...shown, page: 1 }) };
}

function deliveryOf(draft: Draft): Delivery | null {
  const { kind, format, figure, side } = draft;
  if (kind === 'file') return { kind, format, headers: format === 'xlsx' ? 'labels' : 'names' };
  if (kind !== 'alert') return { kind };
  const value = limitOf(draft);
  return value === null ? null : { kind, figure, side, value };
}

function whenOf({ every, weekdays, day, minute, at }: Draft): When | null {
  if (every === 'hour') return { every, minute: Number(minute) };
  if (!/^\d\d:\d\d$/.test(at)) return null;
  if (every === 'month') return { every, day: day === 'last' ? day : Number(day), at };
  return weekdays.length === 0 ? null : { every, weekdays: WEEKDAYS.filter((each) => weekdays.includes(each)), at };
}
