using MlGates.Data;

namespace MlGates.Profiles;

// The columns of a profile.
internal static partial class ProfileJsonReader
{
    private static readonly string[] RequiredMembers = ["type", "present", "missing", "distinct", "distinctExact"];
    private static readonly string[] OptionalMembers = ["kinds", "leadingZeros", "standIns", "lists", "time", "text", "weighted", "custom", "categories", "frequent", "noiseFloor"];

    private static ColumnProfile ReadColumn(ref JsonCursor json, string name, long rows)
    {
        ColumnType type = default;
        long distinct = 0;
        var exact = false;
        NumericMembers? numbers = null;
        var column = new ColumnProfile { Name = name, Type = type, Present = 0, Missing = 0, Distinct = new DistinctCount(0, true) };
        var seen = json.StartObject(name);
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "type":
                    type = ReadType(json, member);
                    break;
                case "present":
                    column = column with { Present = json.Count(member) };
                    break;
                case "missing":
                    column = column with { Missing = json.Count(member) };
                    break;
                case "distinct":
                    distinct = json.Count(member);
                    break;
                case "distinctExact":
                    exact = json.Boolean(member);
                    break;
                case "kinds":
                    column = column with { Kinds = ReadKinds(ref json) };
                    break;
                case "leadingZeros":
                    column = column with { LeadingZeros = json.Count(member) };
                    break;
                case "standIns":
                    column = column with { StandIns = ReadStandIns(ref json) };
                    break;
                case "lists":
                    column = column with { Lists = ReadLists(ref json) };
                    break;
                case "time":
                    column = column with { Time = ReadTime(ref json) };
                    break;
                case "text":
                    column = column with { Text = ReadText(ref json) };
                    break;
                case "weighted":
                    column = column with { Weighted = ReadWeighted(ref json) };
                    break;
                case "custom":
                    column = column with { Custom = ReadNumbers(ref json, member) };
                    break;
                case "categories":
                    column = column with { Categories = new CategoryProfile { Counts = ReadCounts(ref json, member) } };
                    break;
                case "frequent":
                    column = column with { Frequent = ReadFrequent(ref json) };
                    break;
                case "noiseFloor":
                    column = column with { NoiseFloor = ReadNoiseFloor(ref json) };
                    break;
                default:
                    (numbers ??= new NumericMembers()).Read(ref json, member);
                    break;
            }
        }

        Require(json, seen, $"column \"{name}\"", RequiredMembers);
        var isNumeric = type is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp;
        Require(json, seen, $"column \"{name}\"", isNumeric ? NumericMembers.Required : []);
        Check(json, isNumeric || numbers is null, $"column \"{name}\" has statistics of numbers but another type");
        column = column with { Type = type, Distinct = new DistinctCount(distinct, exact), Numeric = numbers?.ToProfile() };
        CheckSums(json, column, rows);
        return column;
    }

    private static void CheckSums(JsonCursor json, ColumnProfile column, long rows)
    {
        var values = column.Lists?.Values ?? column.Present;
        Check(json, (decimal)column.Present + column.Missing == rows, $"column \"{column.Name}\" has {column.Present} present and {column.Missing} missing values in {rows} rows");
        Check(json, column.StandIns.All(s => s.Count <= values && !double.IsNaN(StandIns.NumberOf(s.Name, column.Type))), $"column \"{column.Name}\" has more \"standIns\" than values, or some that are no values");
        Check(json, column.LeadingZeros <= values, $"column \"{column.Name}\" has {column.LeadingZeros} values with leading zeros of {values}");
        Check(json, column.Text is null || (column.Kinds is null ? Total(column.Text.Patterns.Values) == values : Total(column.Text.Patterns.Values) <= values), $"the patterns of column \"{column.Name}\" do not add up to its {values} present values");
        Check(json, column.Categories is null || Total(column.Categories.Counts.Values) == values, $"the categories of column \"{column.Name}\" do not add up to its {values} present values");
        Check(json, column.Numeric is null || Total(column.Numeric.Bins.Counts) + column.Numeric.NaN == values, $"the bins and NaN of column \"{column.Name}\" do not add up to its {values} present values");
    }

    private static ColumnType ReadType(JsonCursor json, string member) => ProfileJson.Types.TryGetValue(json.Text(member), out var known)
        ? known
        : throw json.Refuse($"there is no type \"{json.Text(member)}\"{NearestName.Hint(json.Text(member), [.. ProfileJson.Types.Keys])}".TrimEnd('.'));

    private static ValueKinds ReadKinds(ref JsonCursor json)
    {
        var counts = ReadCounts(ref json, "kinds");
        var words = ProfileJson.Kinds(new ValueKinds(0, 0, 0, 0, 0)).Select(k => k.Word).ToArray();
        foreach (var word in counts.Keys)
        {
            Check(json, words.Contains(word), $"there is no kind \"{word}\"{NearestName.Hint(word, words)}".TrimEnd('.'));
        }

        long Count(string word) => counts.GetValueOrDefault(word);
        return new ValueKinds(Count("integer"), Count("float"), Count("boolean"), Count("timestamp"), Count("text"));
    }

    private static List<double> ReadQuantiles(ref JsonCursor json)
    {
        var levels = NumericProfile.QuantileLevels;
        var result = new List<double>(levels.Count);
        var seen = json.StartObject("quantiles");
        while (json.NextMember(seen, out var level))
        {
            Check(json, result.Count < levels.Count && level == ProfileJson.Level(levels[result.Count]), $"\"{level}\" is not the next quantile level");
            result.Add(json.Number(level));
        }

        Check(json, result.Count == 0 || result.Count == levels.Count, "quantiles are left out");
        return result;
    }

    private static SortedDictionary<string, long> ReadCounts(ref JsonCursor json, string name)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var seen = json.StartObject(name);
        while (json.NextMember(seen, out var value))
        {
            var count = json.Count(value);
            counts.Add(value, count > 0 ? count : throw json.Refuse($"{(name == "categories" ? "category" : name)} \"{value}\" has a count of 0"));
        }

        return counts;
    }

    private static SortedDictionary<string, double> ReadNumbers(ref JsonCursor json, string name)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var seen = json.StartObject(name);
        while (json.NextMember(seen, out var value))
        {
            numbers.Add(value, json.Number(value));
        }

        return numbers;
    }

    // Counts in a file may be anything; their sum need not fit 64 bits.
    private static decimal Total(IEnumerable<long> counts) => counts.Sum(c => (decimal)c);
}
