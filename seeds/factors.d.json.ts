interface Factors<Entry> {
  readonly source: string;
  /** Unit of the sum. */
  readonly unit: string;
  readonly entries: readonly Entry[];
}

interface FuelFactor {
  readonly field: string;
  readonly title: string;
  /** Absent where the standard has a range, or no constant. */
  readonly times?: string;
  readonly from?: string;
  readonly to?: string;
  readonly confirm?: boolean;
}

interface Equivalent {
  readonly field: string;
  readonly title: string;
  readonly medium: string;
  /** Absent where the law has no constant. */
  readonly per?: string;
}

declare const factors: {
  readonly note: string;
  readonly fuels: Factors<FuelFactor>;
  readonly pollutants: Factors<Equivalent>;
};
export = factors;
