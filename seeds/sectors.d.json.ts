declare const sectors: {
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly titleEn: string;
    /** 工业, 服务业, 建筑业 or 农业. */
    readonly kind: string;
    readonly divisions: readonly { readonly code: string; readonly title: string; readonly titleEn: string }[];
  }[];
};
export = sectors;
