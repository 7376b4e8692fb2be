using System.Globalization;
using MlGates.Statistics;

namespace MlGates.Profiles;

// The groups of members inside a column.
internal static partial class ProfileJsonReader
{
    private static ListProfile ReadLists(ref JsonCursor json)
    {
        string[] members = ["values", "nulls", "min", "max", "mean", "quantiles"];
        var lists = new ListProfile { Values = 0, Nulls = 0, Min = 0, Max = 0, Mean = 0, Quantiles = [] };
        var seen = json.StartObject("lists");
        while (json.NextMember(seen, out var member))
        {
            lists = member switch
            {
                "values" => lists with { Values = json.Count(member) },
                "nulls" => lists with { Nulls = json.Count(member) },
                "min" => lists with { Min = json.Count(member) },
                "max" => lists with { Max = json.Count(member) },
                "mean" => lists with { Mean = json.Number(member) },
                "quantiles" => lists with { Quantiles = ReadQuantiles(ref json) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "lists", members);
        return lists;
    }

    private static List<StandIn> ReadStandIns(ref JsonCursor json)
    {
        string[] members = ["count", "beside"];
        var found = new List<StandIn>();
        var names = json.StartObject("standIns");
        while (json.NextMember(names, out var name))
        {
            var value = new StandIn(name, 0, 0);
            var seen = json.StartObject(name);
            while (json.NextMember(seen, out var member))
            {
                value = member switch
                {
                    "count" => value with { Count = json.Count(member) },
                    "beside" => value with { Beside = json.Count(member) },
                    _ => throw Unknown(json, member, members),
                };
            }

            Require(json, seen, name, members);
            found.Add(value);
        }

        return found;
    }

    private static TimeProfile ReadTime(ref JsonCursor json)
    {
        string[] members = ["outOfOrder", "repeated", "largestGap", "typicalGap"];
        var time = new TimeProfile { OutOfOrder = 0, Repeated = 0, LargestGap = 0, TypicalGap = 0 };
        var seen = json.StartObject("time");
        while (json.NextMember(seen, out var member))
        {
            time = member switch
            {
                "outOfOrder" => time with { OutOfOrder = json.Count(member) },
                "repeated" => time with { Repeated = json.Count(member) },
                "largestGap" => time with { LargestGap = json.Number(member) },
                "typicalGap" => time with { TypicalGap = json.Number(member) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "time", members);
        return time;
    }

    private static TextProfile ReadText(ref JsonCursor json)
    {
        string[] members = ["minBytes", "maxBytes", "meanBytes", "minCharacters", "maxCharacters", "meanCharacters", "invalidUtf8", "empty", "blank", "padded", "patterns"];
        var text = new TextProfile
        {
            MinBytes = 0,
            MaxBytes = 0,
            MeanBytes = 0,
            MinCharacters = 0,
            MaxCharacters = 0,
            MeanCharacters = 0,
            InvalidUtf8 = 0,
            Empty = 0,
            Blank = 0,
            Padded = 0,
            Patterns = new Dictionary<string, long>(),
        };
        var seen = json.StartObject("text");
        while (json.NextMember(seen, out var member))
        {
            text = member switch
            {
                "minBytes" => text with { MinBytes = json.Count(member) },
                "maxBytes" => text with { MaxBytes = json.Count(member) },
                "meanBytes" => text with { MeanBytes = json.Number(member) },
                "minCharacters" => text with { MinCharacters = json.Count(member) },
                "maxCharacters" => text with { MaxCharacters = json.Count(member) },
                "meanCharacters" => text with { MeanCharacters = json.Number(member) },
                "invalidUtf8" => text with { InvalidUtf8 = json.Count(member) },
                "empty" => text with { Empty = json.Count(member) },
                "blank" => text with { Blank = json.Count(member) },
                "padded" => text with { Padded = json.Count(member) },
                "patterns" => text with { Patterns = ReadCounts(ref json, member) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "text", members);
        return text;
    }

    private static NoiseFloor ReadNoiseFloor(ref JsonCursor json)
    {
        string[] members = ["measure", "rows", "value"];
        var floor = new NoiseFloor("", 0, 0);
        var seen = json.StartObject("noiseFloor");
        while (json.NextMember(seen, out var member))
        {
            floor = member switch
            {
                "measure" => floor with { Measure = json.Text(member) },
                "rows" => floor with { Rows = json.Count(member) },
                "value" => floor with { Value = json.Number(member) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "noiseFloor", members);
        Check(json, floor.Rows > 0 && floor.Value >= 0 && double.IsFinite(floor.Value), "a \"noiseFloor\" is a distance of at least 0, of at least one row");
        return floor;
    }

    private static WeightedProfile ReadWeighted(ref JsonCursor json)
    {
        string[] members = ["present", "missing", "mean", "standardDeviation", "quantiles", "equalWidth", "categories"];
        var weighted = new WeightedProfile { Present = 0, Missing = 0 };
        var seen = json.StartObject("weighted");
        while (json.NextMember(seen, out var member))
        {
            weighted = member switch
            {
                "present" => weighted with { Present = json.Number(member) },
                "missing" => weighted with { Missing = json.Number(member) },
                "mean" => weighted with { Mean = json.Number(member) },
                "standardDeviation" => weighted with { StandardDeviation = json.Number(member) },
                "quantiles" => weighted with { Quantiles = ReadQuantiles(ref json) },
                "equalWidth" => weighted with { EqualWidth = ReadHistogram(ref json, member) },
                "categories" => weighted with { Categories = ReadNumbers(ref json, member) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "weighted", ["present", "missing"]);
        return weighted;
    }

    private static FrequentValues ReadFrequent(ref JsonCursor json)
    {
        string[] members = ["errorBound", "other", "values"];
        var frequent = new FrequentValues([], 0, 0);
        var seen = json.StartObject("frequent");
        while (json.NextMember(seen, out var member))
        {
            frequent = member switch
            {
                "errorBound" => frequent with { ErrorBound = json.Count(member) },
                "other" => frequent with { Other = json.Count(member) },
                "values" => frequent with { Values = ReadTopValues(ref json) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "frequent", members);
        return frequent;
    }

    private static List<TopValue> ReadTopValues(ref JsonCursor json)
    {
        var values = new List<TopValue>();
        var seen = json.StartObject("values");
        while (json.NextMember(seen, out var value))
        {
            var bounds = new List<long>(2);
            json.StartArray(value);
            while (json.NextItem())
            {
                bounds.Add(json.Count(value));
            }

            values.Add(bounds is [var low, var high] && low <= high ? new TopValue(value, low, high) : throw json.Refuse($"\"{value}\" must have a lower and an upper bound"));
        }

        return values;
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

    private static Histogram ReadHistogram(ref JsonCursor json, string name)
    {
        string[] members = ["edges", "counts", "exact"];
        var edges = new List<double>();
        var counts = new List<double>();
        var exact = false;
        var seen = json.StartObject(name);
        while (json.NextMember(seen, out var member))
        {
            if (member == "exact")
            {
                exact = json.Boolean(member);
                continue;
            }

            var list = member == "edges" ? edges : member == "counts" ? counts : throw Unknown(json, member, members);
            json.StartArray(member);
            while (json.NextItem())
            {
                list.Add(json.Number(member));
                Check(json, double.IsFinite(list[^1]) && (member == "counts" ? list[^1] >= 0 : list.Count == 1 || list[^1] >= list[^2]), member == "counts" ? "counts must be at least 0" : "edges must ascend");
            }
        }

        Require(json, seen, name, members);
        Check(json, edges.Count == counts.Count + 1, $"{edges.Count} edges do not bound {counts.Count} bins");
        return new Histogram(edges, counts, exact);
    }

    private static IntegerRange ReadIntegers(ref JsonCursor json)
    {
        string[] members = ["min", "max", "sum"];
        var range = new IntegerRange(0, 0, 0);
        var seen = json.StartObject("integers");
        while (json.NextMember(seen, out var member))
        {
            if (!members.Contains(member))
            {
                throw Unknown(json, member, members);
            }

            var whole = Int128.TryParse(json.Raw(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && (member == "sum" || (value >= long.MinValue && value <= long.MaxValue));
            Check(json, whole && json.Token == System.Text.Json.JsonTokenType.Number, $"\"{member}\" must be a whole number");
            range = member switch
            {
                "min" => range with { Min = (long)value },
                "max" => range with { Max = (long)value },
                _ => range with { Sum = value },
            };
        }

        Require(json, seen, "integers", members);
        Check(json, range.Min <= range.Max, "the smallest whole number is above the largest");
        return range;
    }

    private sealed class NumericMembers
    {
        internal static readonly string[] Required =
        [
            "nan", "positiveInfinity", "negativeInfinity", "zeros", "negative", "min", "max", "sum", "mean", "standardDeviation",
            "populationStandardDeviation", "skewness", "kurtosis", "quantiles", "bins",
        ];

        private NumericProfile _read = new()
        {
            NaN = 0,
            PositiveInfinity = 0,
            NegativeInfinity = 0,
            Zeros = 0,
            Min = 0,
            Max = 0,
            Mean = 0,
            StandardDeviation = 0,
            Quantiles = [],
            Bins = new QuantileBins([], [0]),
        };

        internal NumericProfile ToProfile() => _read;

        internal void Read(ref JsonCursor json, string member) => _read = member switch
        {
            "nan" => _read with { NaN = json.Count(member) },
            "positiveInfinity" => _read with { PositiveInfinity = json.Count(member) },
            "negativeInfinity" => _read with { NegativeInfinity = json.Count(member) },
            "zeros" => _read with { Zeros = json.Count(member) },
            "negative" => _read with { Negative = json.Count(member) },
            "min" => _read with { Min = json.Number(member) },
            "max" => _read with { Max = json.Number(member) },
            "sum" => _read with { Sum = json.Number(member) },
            "mean" => _read with { Mean = json.Number(member) },
            "standardDeviation" => _read with { StandardDeviation = json.Number(member) },
            "populationStandardDeviation" => _read with { PopulationStandardDeviation = json.Number(member) },
            "skewness" => _read with { Skewness = json.Number(member) },
            "kurtosis" => _read with { Kurtosis = json.Number(member) },
            "integers" => _read with { Integers = ReadIntegers(ref json) },
            "rankError" => _read with { RankError = json.Number(member) },
            "quantiles" => _read with { Quantiles = ReadQuantiles(ref json) },
            "bins" => _read with { Bins = ReadBins(ref json) },
            "natural" => _read with { Natural = ReadHistogram(ref json, member) },
            "equalWidth" => _read with { EqualWidth = ReadHistogram(ref json, member) },
            _ => throw Unknown(json, member, [.. RequiredMembers, .. OptionalMembers, .. Required, "integers", "rankError", "natural", "equalWidth"]),
        };
    }
}
