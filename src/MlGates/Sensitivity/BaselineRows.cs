using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Sensitivity;

/// <summary>
/// A baseline to draw from: its profile, and its columns in memory (about 9 bytes a value, 5 a value of text). Of more rows than <see cref="MostRows"/> so many are kept.
/// Columns of lists, and text of more distinct values than are counted, are left out.
/// </summary>
public sealed class BaselineRows
{
    /// <summary>The most rows that are held in memory.</summary>
    public const int MostRows = 200_000;

    /// <summary>The fewest rows to draw from: fewer say too little of the distribution they come from.</summary>
    public const int FewestRows = 100;

    private readonly Dictionary<string, HeldColumn> _columns;

    private BaselineRows(DatasetProfile profile, IEnumerable<HeldColumn> columns, int rows, bool isStored)
    {
        (Profile, Rows, IsStored) = (profile, rows, isStored);
        _columns = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    /// <summary>The profile of all rows.</summary>
    public DatasetProfile Profile { get; }

    /// <summary>Number of rows to draw from: those of the profile, at most <see cref="MostRows"/>.</summary>
    public int Rows { get; }

    /// <summary>Whether there are no rows but those made from a stored profile.</summary>
    public bool IsStored { get; }

    /// <summary>Reads a baseline's rows: one pass for the profile and one for the values.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="profile">Their profile; made here when null.</param>
    /// <param name="threads">Threads to read with, at least 1; what is read does not depend on them.</param>
    /// <exception cref="InputException">The source cannot be read. MLG0001: fewer than <see cref="FewestRows"/> rows.</exception>
    public static BaselineRows Read(DataSource source, DatasetProfile? profile = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        profile ??= ProfileBuilder.Build(source, new ProfileOptions { Threads = threads });
        CheckRows(profile);
        var wanted = profile.Columns.Where(c => c.Lists is null && !IsUncounted(c)).ToArray();
        var held = wanted.Length == 0 ? []
            : HeldReader.Read(profile.Rows > MostRows ? new SampledSource(source, MostRows) { Threads = threads } : source, wanted);
        return new BaselineRows(profile, held, (int)Math.Min(profile.Rows, MostRows), isStored: false);
    }

    /// <summary>
    /// Makes rows from a stored profile: categories by their counts, numbers evenly spread inside the stored bins, columns independent of each other. Measures by bins and
    /// counts then see what they would see of such rows; how values lie inside a bin is not known.
    /// </summary>
    /// <exception cref="InputException">MLG0001: fewer than <see cref="FewestRows"/> rows.</exception>
    public static BaselineRows Of(DatasetProfile stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        CheckRows(stored);
        var rows = (int)Math.Min(stored.Rows, MostRows);
        return new BaselineRows(stored, stored.Columns.Where(c => c.Lists is null && !IsUncounted(c)).Select(c => StoredColumns.Of(c, rows)), rows, isStored: true);
    }

    /// <summary>What is to be known of the rows: that they are a sample, or made from a stored profile. Null when they are the baseline's own, all of them.</summary>
    public string? Note => IsStored
        ? $"{Text.Line(Profile.Name)} is a stored profile: rows are made from its bins and counts, evenly inside each bin, columns independent of each other; give its rows to see more"
        : Rows < Profile.Rows ? string.Create(CultureInfo.InvariantCulture, $"{Text.Line(Profile.Name)} has {Profile.Rows} rows, of which a sample of {Rows} stands for all; the full baseline finds a little more")
        : null;

    /// <summary>The column; null when it is not held.</summary>
    internal HeldColumn? Find(string name) => _columns.GetValueOrDefault(name);

    private static bool IsUncounted(ColumnProfile column) => column.Type == ColumnType.Category && column.Present > 0 && column.Categories is null;

    private static void CheckRows(DatasetProfile profile)
    {
        if (profile.Rows < FewestRows)
        {
            throw new InputException(
                RuleIds.Usage,
                string.Create(CultureInfo.InvariantCulture, $"'{profile.Name}' has {profile.Rows} {(profile.Rows == 1 ? "row" : "rows")}, too few to draw from; give a baseline of at least {FewestRows} rows."));
        }
    }
}
