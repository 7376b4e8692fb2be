namespace MlGates.Profiles;

// How columns depend on each other.
internal static partial class ProfileJsonReader
{
    private static List<PairProfile> ReadPairs(ref JsonCursor json, long rows)
    {
        var pairs = new List<PairProfile>();
        json.StartArray("pairs");
        while (json.NextItem())
        {
            pairs.Add(ReadPair(ref json, rows));
        }

        return pairs;
    }

    private static PairProfile ReadPair(ref JsonCursor json, long rows)
    {
        string[] members = ["first", "second", "rows", "reason", "correlation", "association", "lifts"];
        var pair = new PairProfile { First = "", Second = "", Rows = 0 };
        var seen = json.StartObject("pairs");
        while (json.NextMember(seen, out var member))
        {
            pair = member switch
            {
                "first" => pair with { First = json.Text(member) },
                "second" => pair with { Second = json.Text(member) },
                "rows" => pair with { Rows = json.Count(member) },
                "reason" => pair with { Reason = json.Text(member) },
                "correlation" => pair with { Correlation = ReadCorrelation(ref json, rows) },
                "association" => pair with { Association = ReadAssociation(ref json, rows) },
                "lifts" => pair with { Lifts = ReadLifts(ref json, rows) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "a pair", ["first", "second", "rows"]);
        Check(json, pair.Rows <= rows, $"\"{pair.First}\" and \"{pair.Second}\" have a value in {pair.Rows} of {rows} rows");
        return pair;
    }

    private static PairCorrelation ReadCorrelation(ref JsonCursor json, long rows)
    {
        string[] members = ["rows", "covariance", "pearson", "spearman", "sampleRows", "sampled"];
        var correlation = new PairCorrelation(0, 0, 0, 0, 0, false);
        var seen = json.StartObject("correlation");
        while (json.NextMember(seen, out var member))
        {
            correlation = member switch
            {
                "rows" => correlation with { Rows = json.Count(member) },
                "covariance" => correlation with { Covariance = json.Number(member) },
                "pearson" => correlation with { Pearson = Bounded(json, member, -1) },
                "spearman" => correlation with { Spearman = Bounded(json, member, -1) },
                "sampleRows" => correlation with { SampleRows = json.Count(member) },
                "sampled" => correlation with { IsSampled = json.Boolean(member) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "correlation", members);
        Check(json, correlation.Rows <= rows && correlation.SampleRows <= rows, $"a correlation rests on {correlation.Rows} and {correlation.SampleRows} of {rows} rows");
        return correlation;
    }

    private static PairAssociation ReadAssociation(ref JsonCursor json, long rows)
    {
        string[] members = ["rows", "firstValues", "secondValues", "binned", "sampled", "cramersV", "cramersVCorrected", "mutualInformation", "mutualInformationCorrected", "normalizedInformation"];
        var association = new PairAssociation
        {
            Rows = 0,
            FirstValues = 0,
            SecondValues = 0,
            CramersV = 0,
            CramersVCorrected = 0,
            MutualInformation = 0,
            MutualInformationCorrected = 0,
            NormalizedInformation = 0,
        };
        var seen = json.StartObject("association");
        while (json.NextMember(seen, out var member))
        {
            association = member switch
            {
                "rows" => association with { Rows = json.Count(member) },
                "firstValues" => association with { FirstValues = json.Count(member) },
                "secondValues" => association with { SecondValues = json.Count(member) },
                "binned" => association with { Binned = json.Text(member) },
                "sampled" => association with { IsSampled = json.Boolean(member) },
                "cramersV" => association with { CramersV = Bounded(json, member, 0) },
                "cramersVCorrected" => association with { CramersVCorrected = Bounded(json, member, 0) },
                "mutualInformation" => association with { MutualInformation = json.Number(member) },
                "mutualInformationCorrected" => association with { MutualInformationCorrected = json.Number(member) },
                "normalizedInformation" => association with { NormalizedInformation = Bounded(json, member, 0) },
                _ => throw Unknown(json, member, members),
            };
        }

        Require(json, seen, "association", [.. members.Where(m => m is not ("binned" or "sampled"))]);
        Check(json, association.Rows <= rows, $"an association rests on {association.Rows} of {rows} rows");
        return association;
    }

    private static List<PairLift> ReadLifts(ref JsonCursor json, long rows)
    {
        string[] members = ["value", "label", "rows", "valueRows", "lift"];
        var lifts = new List<PairLift>();
        json.StartArray("lifts");
        while (json.NextItem())
        {
            var lift = new PairLift("", "", 0, 0, 0);
            var seen = json.StartObject("lifts");
            while (json.NextMember(seen, out var member))
            {
                lift = member switch
                {
                    "value" => lift with { Value = json.Text(member) },
                    "label" => lift with { Label = json.Text(member) },
                    "rows" => lift with { Rows = json.Count(member) },
                    "valueRows" => lift with { ValueRows = json.Count(member) },
                    "lift" => lift with { Lift = json.Number(member) },
                    _ => throw Unknown(json, member, members),
                };
            }

            Require(json, seen, "a lift", members);
            Check(json, lift.Rows <= lift.ValueRows && lift.ValueRows <= rows, $"\"{lift.Value}\" comes with \"{lift.Label}\" in {lift.Rows} of {lift.ValueRows} rows");
            lifts.Add(lift);
        }

        return lifts;
    }

    private static double Bounded(JsonCursor json, string name, double least)
    {
        var value = json.Number(name);
        Check(json, double.IsNaN(value) || (value >= least && value <= 1), $"\"{name}\" must lie between {least} and 1");
        return value;
    }
}
