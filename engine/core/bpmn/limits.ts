export interface DrawingLimits {
  /** Characters of XML per resource. */
  maxXmlLength: number;
  /** Elements of all processes of one resource. */
  maxElements: number;
  /** Sub-processes within each other; 100 when absent. All that reads a drawing goes down by recursion. */
  maxLevels?: number;
}

export const DEFAULT_LIMITS: DrawingLimits = { maxXmlLength: 5_000_000, maxElements: 10_000 };
