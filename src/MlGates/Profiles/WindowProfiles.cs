using System.Globalization;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>The windows of some rows.</summary>
/// <param name="Windows">Those that hold rows, from the first to the last: where each begins, and its statistics.</param>
/// <param name="Unplaced">Rows without a time, which are in no window.</param>
internal sealed record WindowProfiles(IReadOnlyList<(string Start, DatasetProfile Profile)> Windows, long Unplaced)
{
    /// <summary>
    /// Profiles all windows in one pass. Memory grows with windows (at most <see cref="SliceState.MostSlices"/>) and columns as that of slices does, not with rows. Windows of
    /// rows are read by one thread.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="windows">How to cut them.</param>
    /// <param name="columns">The columns to profile.</param>
    /// <param name="baseline">On whose bins numbers are counted.</param>
    /// <param name="name">The name of the rows in messages.</param>
    /// <exception cref="InputException">A column is not there, holds what is no time, or there are too many windows.</exception>
    internal static WindowProfiles Read(DataSource rows, RowWindows windows, IReadOnlyCollection<string> columns, DatasetProfile baseline, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windows.MinRows, 1, nameof(windows));
        if (columns.Contains(WindowedSource.Column))
        {
            throw new InputException(RuleIds.Usage, $"A column named '{WindowedSource.Column}' cannot be compared by windows, which are called so; rename or exclude it.", rows.Locate(0));
        }

        var bins = ProfileOptions.BinsOf(baseline).Where(b => columns.Contains(b.Key)).ToDictionary(b => b.Key, b => b.Value, StringComparer.Ordinal);
        var options = new ProfileOptions { Threads = windows.Rows is null ? null : 1, Bins = bins, Slices = [SliceBy.Of(new SliceColumn(WindowedSource.Column))] };
        DatasetProfile profile;
        try
        {
            profile = ProfileBuilder.Build(new WindowedSource(rows, windows, columns), options);
        }
        catch (InputException e) when (e.Rule == RuleIds.Usage && e.Message.Contains($"'{WindowedSource.Column}' cuts", StringComparison.Ordinal))
        {
            throw new InputException(RuleIds.Usage, string.Create(CultureInfo.InvariantCulture, $"The rows of '{name}' fill more than {SliceState.MostSlices} windows; make them longer."), e.Location, e);
        }

        var found = new List<(long Index, SliceProfile Slice)>();
        var unplaced = 0L;
        foreach (var slice in profile.Slices)
        {
            if (long.TryParse(slice.Name.AsSpan(WindowedSource.Column.Length + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            {
                found.Add((index, slice));
            }
            else
            {
                unplaced += slice.Rows;
            }
        }

        if (found.Count == 0)
        {
            throw new InputException(RuleIds.InputMalformed, $"Column '{windows.By}' of '{name}' holds no time, so there are no windows; name a column of ISO 8601 times or of seconds since 1970-01-01.", rows.Locate(0));
        }

        return new WindowProfiles([.. found.OrderBy(f => f.Index).Select(f => Window(windows.NameOf(f.Index), f.Slice))], unplaced);

        (string, DatasetProfile) Window(string start, SliceProfile slice) => (start, profile with { Name = $"{name} @ {start}", Rows = slice.Rows, Columns = slice.Columns, Slices = [] });
    }
}
