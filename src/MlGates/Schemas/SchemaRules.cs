namespace MlGates.Schemas;

/// <summary>The one table of schema rules, in the order in which they speak.</summary>
internal static class SchemaRules
{
    internal static IReadOnlyList<SchemaRule> All { get; } =
    [
        new RowCountRule(high: false),
        new RowCountRule(high: true),
        new RowRatioRule(high: false),
        new RowRatioRule(high: true),
        new KeyRule(),
        new DuplicateRowRule(),
        new LabelLeakRule(),
        new OverlapRule(),
        new MissingColumnRule(),
        new NewColumnRule(),
        new EmptyColumnRule(),
        new ColumnTypeRule(),
        new PresentShareRule(),
        new PresentCountRule(),
        new FewValuesRule(),
        new ManyValuesRule(),
        new ShapeRule(),
        new DomainRule(),
        new InvalidTextRule(),
        new RangeRule(high: false),
        new RangeRule(high: true),
        new NaNRule(),
        new InfinityRule(),
        new DistinctRule(),
        new LengthRule(),
        new PatternRule(),
        new OrderRule(),
        new UniqueRule(),
        new MixedTypeRule(),
        new ConstantRule(),
        new VariantRule(),
        new LeadingZeroRule(),
        new FutureRule(),
        new StandInRule(),
    ];

    /// <summary>Ids of the rules that a column asks for; none when it is only named, and no data can break it.</summary>
    internal static IEnumerable<string> AskedOf(ColumnSchema column) => All.Where(r => r.Asks(column)).Select(r => r.Id);

    /// <summary>Ids of the rules that are asked of the dataset as a whole.</summary>
    internal static IEnumerable<string> AskedOf(DatasetSchema schema) => All.Where(r => r.Asks(schema)).Select(r => r.Id);

    /// <summary>Ids of the rules, in ordinal order.</summary>
    internal static IReadOnlyList<string> Ids { get; } = [.. All.Select(r => r.Id).Order(StringComparer.Ordinal)];
}
