using System.Globalization;

namespace MlGates.Profiles;

/// <summary>What rows are grouped by: one column, several crossed, each by its values or by its quantiles.</summary>
public sealed record SliceBy
{
    private SliceBy(IReadOnlyList<SliceColumn> columns) => Columns = columns;

    /// <summary>The columns, at least one.</summary>
    public IReadOnlyList<SliceColumn> Columns { get; }

    /// <summary>Groups rows by the values of columns, crossed.</summary>
    /// <exception cref="ArgumentException">There is no column, an empty name, or one twice.</exception>
    public static SliceBy Of(params IReadOnlyList<SliceColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.Any(c => string.IsNullOrEmpty(c.Name)) || columns.DistinctBy(c => c.Name).Count() < columns.Count)
        {
            throw new ArgumentException("Slices need at least one column, each with a name and once.", nameof(columns));
        }

        return new SliceBy([.. columns]);
    }

    /// <summary>Reads <c>payment_type</c>, <c>payment_type*company</c> (crossed) or <c>fare:4</c> (by quartile).</summary>
    /// <exception cref="FormatException">The text is of another form.</exception>
    public static SliceBy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var columns = new List<SliceColumn>();
        foreach (var part in text.Split('*', StringSplitOptions.TrimEntries))
        {
            var colon = part.LastIndexOf(':');
            var parts = 0;
            var byQuantile = colon > 0 && int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out parts);
            if (part.Length == 0 || (byQuantile && parts is < 2 or > SliceColumn.MostParts))
            {
                throw new FormatException($"'{text}' names no slices; write a column as in payment_type, columns crossed as in payment_type*company, or quantiles as in fare:4 (2 to {SliceColumn.MostParts} parts).");
            }

            columns.Add(byQuantile ? new SliceColumn(part[..colon], parts) : new SliceColumn(part));
        }

        return columns.DistinctBy(c => c.Name).Count() == columns.Count ? Of(columns) : throw new FormatException($"'{text}' crosses a column with itself.");
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join('*', Columns);
}
