declare const stability: {
  readonly note: string;
  readonly weights: string;
  readonly baselines: string;
  readonly statistics: readonly string[];
  readonly ratioPlaces: number;
  readonly roundingPlaces: number;
  readonly roundingModes: readonly string[];
  readonly ties: readonly string[];
  readonly methods: readonly never[];
  readonly leaveOut: number;
};
export = stability;
