using MlGates.Data;

namespace MlGates.Profiles;

// The columns of a profile.
internal static partial class ProfileJsonReader
{
    private static readonly string[] ColumnMembers = ["type", "present", "missing", "distinct", "distinctExact", "categories"];
    private static readonly string[] NumericMembers = ["nan", "positiveInfinity", "negativeInfinity", "zeros", "min", "max", "mean", "standardDeviation", "quantiles", "bins"];

    private static ColumnProfile ReadColumn(ref JsonCursor json, string name, long rows)
    {
        ColumnType type = default;
        long present = 0;
        long missing = 0;
        long distinct = 0;
        var exact = false;
        NumericMembersRead? numbers = null;
        SortedDictionary<string, long>? counts = null;
        var seen = json.StartObject(name);
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "type":
                    type = ProfileJson.Types.TryGetValue(json.Text(member), out var known)
                        ? known
                        : throw json.Refuse($"there is no type \"{json.Text(member)}\"{NearestName.Hint(json.Text(member), [.. ProfileJson.Types.Keys])}".TrimEnd('.'));
                    break;
                case "present":
                    present = json.Count(member);
                    break;
                case "missing":
                    missing = json.Count(member);
                    break;
                case "distinct":
                    distinct = json.Count(member);
                    break;
                case "distinctExact":
                    exact = json.Boolean(member);
                    break;
                case "categories":
                    counts = ReadCounts(ref json);
                    break;
                default:
                    numbers ??= new NumericMembersRead();
                    ReadNumeric(ref json, member, numbers);
                    break;
            }
        }

        Require(json, seen, $"column \"{name}\"", ["type", "present", "missing", "distinct", "distinctExact"]);
        var isNumeric = type is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp;
        Require(json, seen, $"column \"{name}\"", isNumeric ? NumericMembers : []);
        Check(json, isNumeric || numbers is null, $"column \"{name}\" has statistics of numbers but another type");
        var numeric = numbers?.ToProfile();
        Check(json, (decimal)present + missing == rows, $"column \"{name}\" has {present} present and {missing} missing values in {rows} rows");
        Check(json, counts is null || Total(counts.Values) == present, $"the categories of column \"{name}\" do not add up to its {present} present values");
        Check(json, numeric is null || Total(numeric.Bins.Counts) + numeric.NaN == present, $"the bins and NaN of column \"{name}\" do not add up to its {present} present values");
        return new ColumnProfile
        {
            Name = name,
            Type = type,
            Present = present,
            Missing = missing,
            Distinct = new DistinctCount(distinct, exact),
            Numeric = numeric,
            Categories = counts is null ? null : new CategoryProfile { Counts = counts },
        };
    }

    private static void ReadNumeric(ref JsonCursor json, string member, NumericMembersRead numbers)
    {
        switch (member)
        {
            case "nan":
                numbers.NaN = json.Count(member);
                break;
            case "positiveInfinity":
                numbers.PositiveInfinity = json.Count(member);
                break;
            case "negativeInfinity":
                numbers.NegativeInfinity = json.Count(member);
                break;
            case "zeros":
                numbers.Zeros = json.Count(member);
                break;
            case "min":
                numbers.Min = json.Number(member);
                break;
            case "max":
                numbers.Max = json.Number(member);
                break;
            case "mean":
                numbers.Mean = json.Number(member);
                break;
            case "standardDeviation":
                numbers.StandardDeviation = json.Number(member);
                break;
            case "quantiles":
                numbers.Quantiles = ReadQuantiles(ref json);
                break;
            case "bins":
                numbers.Bins = ReadBins(ref json);
                break;
            default:
                throw Unknown(json, member, [.. ColumnMembers, .. NumericMembers]);
        }
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

    private static QuantileBins ReadBins(ref JsonCursor json)
    {
        var edges = new List<double>();
        var counts = new List<long>();
        var seen = json.StartObject("bins");
        while (json.NextMember(seen, out var member))
        {
            if (member is not ("edges" or "counts"))
            {
                throw Unknown(json, member, ["edges", "counts"]);
            }

            json.StartArray(member);
            while (json.NextItem())
            {
                if (member == "counts")
                {
                    counts.Add(json.Count(member));
                    continue;
                }

                var edge = json.Number(member);
                Check(json, double.IsFinite(edge) && (edges.Count == 0 || edge > edges[^1]), "edges must be finite and ascend");
                edges.Add(edge);
            }
        }

        Require(json, seen, "bins", ["edges", "counts"]);
        Check(json, counts.Count == edges.Count + 1, $"{edges.Count} edges make {edges.Count + 1} bins, not {counts.Count}");
        return new QuantileBins(edges, counts);
    }

    private static SortedDictionary<string, long> ReadCounts(ref JsonCursor json)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var seen = json.StartObject("categories");
        while (json.NextMember(seen, out var value))
        {
            var count = json.Count(value);
            counts.Add(value, count > 0 ? count : throw json.Refuse($"category \"{value}\" has a count of 0"));
        }

        return counts;
    }

    // Counts in a file may be anything; their sum need not fit 64 bits.
    private static decimal Total(IEnumerable<long> counts) => counts.Sum(c => (decimal)c);

    private sealed class NumericMembersRead
    {
        internal long NaN;
        internal long PositiveInfinity;
        internal long NegativeInfinity;
        internal long Zeros;
        internal double Min;
        internal double Max;
        internal double Mean;
        internal double StandardDeviation;
        internal List<double> Quantiles = [];
        internal QuantileBins Bins = new([], [0]);

        internal NumericProfile ToProfile() => new()
        {
            NaN = NaN,
            PositiveInfinity = PositiveInfinity,
            NegativeInfinity = NegativeInfinity,
            Zeros = Zeros,
            Min = Min,
            Max = Max,
            Mean = Mean,
            StandardDeviation = StandardDeviation,
            Quantiles = Quantiles,
            Bins = Bins,
        };
    }
}
