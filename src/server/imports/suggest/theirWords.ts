import { ENUM_COLUMN_IDS, type EnumColumnId } from '../../../contract/columns/columnMapping';
import { columnOf, valueLabel } from '../../../contract/columns/columns';
import { recordOf } from '../../../contract/recordOf';
import { plainName } from './plainName';

/** Of each column: its values, each with words for it as letters and digits alone. */
export type WordTable = { readonly [Id in EnumColumnId]?: Readonly<Record<string, string>> };

/**
 * What helpdesks call the values, in English and German. No numbers alone: 1 is the highest priority in one and the
 * lowest in another.
 */
const THEIR_WORDS = {
  channel: {
    email: 'mail inboundemail outboundemail emailin posteingang',
    portal:
      'web webform webformular formular selfservice selbstbedienung customerportal kundenportal serviceportal helpcenter website webseite internet widget feedbackwidget onlineformular helpdesk',
    phone:
      'call telephone telefon anruf telefonisch hotline phonecall voice voicemail inboundcall outboundcall phonecallinbound phonecalloutbound phonecallincoming phonecalloutgoing telefonanruf telefonanrufeingehend telefonanrufausgehend',
    system: 'api monitoring überwachung event ereignis integration automatic automatisch alert alarm iot bot',
    chat: 'livechat messaging messenger whatsapp sms teams slack virtualagent facebook facebookmessenger twitter telegram',
    walkIn: 'walkin persönlich persoenlich vorort besuch inperson schalter direct direkt',
    letter: 'brief post postal fax written schriftlich',
  },
  direction: {
    in: 'inbound incoming eingehend eingang customer kunde',
    out: 'outbound outgoing ausgehend ausgang agent',
    internal: 'intern',
  },
  status: {
    open: 'new neu offen inprogress inbearbeitung bearbeitung inarbeit wirdausgeführt workinprogress wip assigned zugewiesen processing processingassigned processingplanned inbearbeitungzugewiesen inbearbeitunggeplant reopened wiedereröffnet wiedergeöffnet active aktiv todo zuerledigen backlog started escalated eskaliert researching waitingforsupport waitingonus wartenaufsupport wartenaufuns',
    closed:
      'geschlossen done erledigt fertig complete completed abgeschlossen cancelled canceled abgebrochen storniert merged zusammengefasst zusammengeführt rejected abgelehnt removed closedcomplete closedincomplete closedskipped closedsuccessful closedunsuccessful erfolgreichgeschlossen erfolglosgeschlossen beendet',
    pending:
      'wartend warten waiting onhold hold zurückgestellt angehalten pausiert paused planned geplant pendingreminder pendingclose pendingautoclose wartenzurerinnerung wartenauferinnerung wartenaufschließen waitingforapproval wartenaufgenehmigung inderwarteschleife inwartestellung',
    resolved:
      'solved gelöst geloest behoben fixed problemsolved problemgelöst informationprovided informationenbereitgestellt',
    waitingOnCustomer:
      'waitingforcustomer awaitingcustomer awaitingcaller awaitinguserinfo pendingcustomer waitingfordetails wartenaufdetails waitingoncontact wartenaufkontakt wartenaufkunde wartenaufkunden wartetaufkunde wartetaufkunden wartenaufantwort wartenaufrückmeldung',
    waitingOnThirdParty:
      'waitingforthirdparty awaitingvendor awaitingthirdparty waitingforvendor waitingonvendor pendingvendor waitingforsupplier wartenaufdritte wartenaufdritten wartetaufdritte wartenauflieferant wartenaufhersteller wartenaufdienstleister',
  },
  priority: {
    low: 'p4 p5 prio4 prio5 sev4 niedrig gering verylow sehrniedrig sehrgering lowest niedrigste planning planung minor trivial',
    medium: 'p3 prio3 sev3 mittel normal moderate mäßig standard default',
    high: 'p2 prio2 sev2 hoch wichtig important',
    urgent:
      'p1 p0 prio1 sev1 critical kritisch dringend sehrhoch veryhigh highest höchste major schwerwiegend blocker emergency notfall sofort immediate',
  },
} as const satisfies { readonly [Id in EnumColumnId]: Readonly<Record<string, string>> };

/** Of each column: words, our own names among them, with the value that they mean. */
const MEANINGS = recordOf(ENUM_COLUMN_IDS, (id) => new Map(ownWords(id).concat(pairsOf(THEIR_WORDS[id]))));

/** "1 - Critical", "P2 High" and "Hoch (P2)": the number says nothing beside the word, which says all. */
const RANK = /^(?:p|prio|sev)?\d(?=\p{L})|(?<=\p{L})(?:p|prio|sev)\d$/u;

/** The value that a word most often means; undefined for one that is not known. */
export function meaningOfWord(id: EnumColumnId, word: string, preset: WordTable = {}): string | undefined {
  const plain = plainName(word);
  const known = pairsOf(preset[id] ?? {}).find(([each]) => each === plain)?.[1];
  return known ?? MEANINGS[id].get(plain) ?? MEANINGS[id].get(plain.replace(RANK, ''));
}

function pairsOf(words: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(words).flatMap(([value, text]) =>
    text.split(' ').map((word): [string, string] => [word, value]),
  );
}

function ownWords(id: EnumColumnId): [string, string][] {
  const column = columnOf(id);
  if (column.kind !== 'enum') return [];
  return column.values.flatMap((value) =>
    [value, valueLabel(id, value)].map((word): [string, string] => [plainName(word), value]),
  );
}
