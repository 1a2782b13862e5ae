import type { Forecast } from './forecast';

/** How well forecasts did: against the plain past rate, and whether a chance of 30 % came true in 30 of 100. */

interface Fifth {
  n: number;
  forecast: number;
  happened: number;
  /** The larger of 3 points and two standard errors. */
  allowed: number;
  isCalibrated: boolean;
}

export interface Score {
  n: number;
  /** Mean squared error of the forecasts, and of the past rate in their place. */
  brier: number;
  brierOfPastRate: number;
  fifths: Fifth[];
  passes: boolean;
}

export function scoreOf(forecasts: readonly Forecast[]): Score {
  const n = forecasts.length;
  const sorted = forecasts.toSorted((a, b) => a.late - b.late);
  const fifths = [0, 1, 2, 3, 4].map((nth) =>
    fifthOf(sorted.slice(Math.floor((nth * n) / 5), Math.floor(((nth + 1) * n) / 5))),
  );
  const brier = mean(forecasts.map(({ late, wasLate }) => (late - wasLate) ** 2));
  const brierOfPastRate = mean(forecasts.map(({ pastRate, wasLate }) => (pastRate - wasLate) ** 2));
  return {
    n,
    brier,
    brierOfPastRate,
    fifths,
    passes: brier < brierOfPastRate && fifths.every(({ isCalibrated }) => isCalibrated),
  };
}

function fifthOf(forecasts: readonly Forecast[]): Fifth {
  const n = forecasts.length;
  const forecast = mean(forecasts.map(({ late }) => late));
  const happened = mean(forecasts.map(({ wasLate }) => wasLate));
  const allowed = Math.max(0.03, 2 * Math.sqrt((happened * (1 - happened)) / n));
  return { n, forecast, happened, allowed, isCalibrated: Math.abs(forecast - happened) <= allowed };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
