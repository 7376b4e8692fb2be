using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>One rule: what it looks at, and what it says when it is broken. It never looks at severities.</summary>
internal abstract class SchemaRule
{
    /// <summary>Its id.</summary>
    internal abstract string Id { get; }

    /// <summary>Whether the rules of a column ask for it: if they do not, that it is kept says nothing.</summary>
    internal virtual bool Asks(ColumnSchema column) => false;

    /// <summary>Whether the rules of the dataset as a whole ask for it.</summary>
    internal virtual bool Asks(DatasetSchema schema) => false;

    /// <summary>Looks at a column that is in the schema and in the data.</summary>
    /// <returns>The anomaly; null when there is none, or the schema does not ask.</returns>
    internal virtual Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => null;

    /// <summary>Looks at the dataset as a whole.</summary>
    internal virtual IEnumerable<Anomaly> Examine(RuleContext context) => [];

    /// <summary>Whether a value counts in <see cref="ColumnProfile.Text"/>: numbers and times that are mixed with texts do not.</summary>
    protected static bool IsText(CellValue value, ColumnProfile data) =>
        value.Kind != CellKind.Missing && (data.Kinds is null || value.Kind is CellKind.Text or CellKind.Boolean);

    /// <summary>An anomaly of this rule.</summary>
    protected Anomaly Broken(string? column, string found, string advice) => new() { Rule = Id, Column = column, Found = found, Advice = advice };

    /// <summary>What this rule cannot tell from a profile.</summary>
    /// <param name="column">The column; null for the dataset.</param>
    /// <param name="found">What is not known, and what to do.</param>
    /// <param name="advice">What can be done if the rule turns out to be broken.</param>
    /// <param name="scan">What tells it from the rows; null where they would not.</param>
    protected Anomaly Unknown(string? column, string found, string advice, RowScan? scan) => Broken(column, found, advice) with { Undecided = true, Scan = scan };

    /// <summary>An anomaly of this rule that single values cause.</summary>
    /// <param name="column">The column.</param>
    /// <param name="count">How many values, exactly, or at least where only the rows tell.</param>
    /// <param name="of">Out of how many.</param>
    /// <param name="said">Says it of a number of values.</param>
    /// <param name="advice">What can be done.</param>
    /// <param name="offends">Tells the values.</param>
    protected Anomaly Broken(string column, long count, long of, Func<long, string> said, string advice, Func<CellValue, bool> offends) => new()
    {
        Rule = Id,
        Column = column,
        Found = said(count),
        Advice = advice,
        Count = count,
        Of = of,
        Offends = offends,
        Counted = said,
    };
}
