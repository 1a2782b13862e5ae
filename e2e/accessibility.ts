import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong on the page, or in a part of it: a line for each rule that is broken, its name and where.
 * In its usual mode axe also sends, through a second page, where each rule holds: four fifths of the processor's time
 * of a run. The mode in one page leaves out frames of other origins only, and the page has none.
 * @param part a selector; without one the whole page.
 */
export async function violations(page: Page, part?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations: found } = await (part === undefined ? builder : builder.include(part)).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
