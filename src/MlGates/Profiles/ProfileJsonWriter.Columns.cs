using System.Globalization;
using System.Text.Json;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// One block a column. What every column of a type has is always written, the rest only when there is something to say.
internal static partial class ProfileJsonWriter
{
    private static void WriteColumn(Utf8JsonWriter json, ColumnProfile column, bool whole)
    {
        json.WriteStartObject(column.Name);
        json.WriteString("type", TypeWord(column.Type));
        json.WriteNumber("present", column.Present);
        json.WriteNumber("missing", column.Missing);
        json.WriteNumber("distinct", column.Distinct.Value);
        json.WriteBoolean("distinctExact", column.Distinct.Exact);
        if (column.Kinds is { } kinds)
        {
            WriteKinds(json, kinds);
        }

        if (column.LeadingZeros > 0)
        {
            json.WriteNumber("leadingZeros", column.LeadingZeros);
        }

        if (whole && column.StandIns.Count > 0)
        {
            json.WriteStartObject("standIns");
            foreach (var value in column.StandIns)
            {
                json.WriteStartObject(value.Name);
                json.WriteNumber("count", value.Count);
                json.WriteNumber("beside", value.Beside);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        if (column.Lists is not null)
        {
            WriteLists(json, column.Lists);
        }

        if (column.Numeric is not null)
        {
            WriteNumeric(json, column.Numeric, whole);
            if (whole)
            {
                WriteBins(json, column.Numeric.Bins);
                WriteHistogram(json, "natural", column.Numeric.Natural);
                WriteHistogram(json, "equalWidth", column.Numeric.EqualWidth);
            }
        }

        if (column.Time is not null)
        {
            WriteTime(json, column.Time);
        }

        // Where all values are listed, how they are written can be seen.
        if (column.Text is not null && (whole || column.Categories is null))
        {
            WriteText(json, column.Text);
        }

        if (column.Weighted is not null)
        {
            WriteWeighted(json, column.Weighted);
        }

        WriteNumbers(json, "custom", column.Custom);
        WriteCounts(json, "categories", column.Categories?.Counts);
        if (column.Frequent is not null)
        {
            WriteFrequent(json, column.Frequent);
        }

        if (whole && column.NoiseFloor is { } floor)
        {
            json.WriteStartObject("noiseFloor");
            json.WriteString("measure", floor.Measure);
            json.WriteNumber("rows", floor.Rows);
            JsonText.Number(json, "value", floor.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteKinds(Utf8JsonWriter json, ValueKinds kinds)
    {
        json.WriteStartObject("kinds");
        foreach (var (word, count) in ProfileJson.Kinds(kinds))
        {
            if (count > 0)
            {
                json.WriteNumber(word, count);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteLists(Utf8JsonWriter json, ListProfile lists)
    {
        json.WriteStartObject("lists");
        json.WriteNumber("values", lists.Values);
        json.WriteNumber("nulls", lists.Nulls);
        json.WriteNumber("min", lists.Min);
        json.WriteNumber("max", lists.Max);
        JsonText.Number(json, "mean", lists.Mean);
        WriteQuantiles(json, lists.Quantiles);
        json.WriteEndObject();
    }

    private static void WriteNumeric(Utf8JsonWriter json, NumericProfile numeric, bool whole)
    {
        json.WriteNumber("nan", numeric.NaN);
        json.WriteNumber("positiveInfinity", numeric.PositiveInfinity);
        json.WriteNumber("negativeInfinity", numeric.NegativeInfinity);
        json.WriteNumber("zeros", numeric.Zeros);
        json.WriteNumber("negative", numeric.Negative);
        JsonText.Number(json, "min", numeric.Min);
        JsonText.Number(json, "max", numeric.Max);
        if (whole)
        {
            JsonText.Number(json, "sum", numeric.Sum);
        }

        JsonText.Number(json, "mean", numeric.Mean);
        JsonText.Number(json, "standardDeviation", numeric.StandardDeviation);
        if (whole)
        {
            JsonText.Number(json, "populationStandardDeviation", numeric.PopulationStandardDeviation);
        }

        JsonText.Number(json, "skewness", numeric.Skewness);
        JsonText.Number(json, "kurtosis", numeric.Kurtosis);
        if (whole && numeric.Integers is { } integers)
        {
            json.WriteStartObject("integers");
            json.WriteNumber("min", integers.Min);
            json.WriteNumber("max", integers.Max);
            json.WritePropertyName("sum");
            json.WriteRawValue(integers.Sum.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        WriteQuantiles(json, numeric.Quantiles);
        if (numeric.RankError > 0)
        {
            JsonText.Number(json, "rankError", numeric.RankError);
        }
    }

    private static void WriteQuantiles(Utf8JsonWriter json, IReadOnlyList<double> quantiles)
    {
        json.WriteStartObject("quantiles");
        for (var i = 0; i < quantiles.Count; i++)
        {
            JsonText.Number(json, ProfileJson.Level(NumericProfile.QuantileLevels[i]), quantiles[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteBins(Utf8JsonWriter json, QuantileBins bins)
    {
        json.WriteStartObject("bins");
        JsonText.Numbers(json, "edges", bins.Edges);
        JsonText.Numbers(json, "counts", bins.Counts);
        json.WriteEndObject();
    }

    private static void WriteHistogram(Utf8JsonWriter json, string name, Histogram histogram)
    {
        if (histogram.Counts.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        JsonText.Numbers(json, "edges", histogram.Edges);
        JsonText.Numbers(json, "counts", histogram.Counts);
        json.WriteBoolean("exact", histogram.IsExact);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, TimeProfile time)
    {
        json.WriteStartObject("time");
        json.WriteNumber("outOfOrder", time.OutOfOrder);
        json.WriteNumber("repeated", time.Repeated);
        JsonText.Number(json, "largestGap", time.LargestGap);
        JsonText.Number(json, "typicalGap", time.TypicalGap);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, TextProfile text)
    {
        json.WriteStartObject("text");
        json.WriteNumber("minBytes", text.MinBytes);
        json.WriteNumber("maxBytes", text.MaxBytes);
        JsonText.Number(json, "meanBytes", text.MeanBytes);
        json.WriteNumber("minCharacters", text.MinCharacters);
        json.WriteNumber("maxCharacters", text.MaxCharacters);
        JsonText.Number(json, "meanCharacters", text.MeanCharacters);
        json.WriteNumber("invalidUtf8", text.InvalidUtf8);
        json.WriteNumber("empty", text.Empty);
        json.WriteNumber("blank", text.Blank);
        json.WriteNumber("padded", text.Padded);
        WriteCounts(json, "patterns", text.Patterns);
        json.WriteEndObject();
    }

    private static void WriteWeighted(Utf8JsonWriter json, WeightedProfile weighted)
    {
        json.WriteStartObject("weighted");
        JsonText.Number(json, "present", weighted.Present);
        JsonText.Number(json, "missing", weighted.Missing);
        if (weighted.Quantiles.Count > 0)
        {
            JsonText.Number(json, "mean", weighted.Mean);
            JsonText.Number(json, "standardDeviation", weighted.StandardDeviation);
            WriteQuantiles(json, weighted.Quantiles);
            WriteHistogram(json, "equalWidth", weighted.EqualWidth);
        }

        WriteNumbers(json, "categories", weighted.Categories ?? new Dictionary<string, double>());
        json.WriteEndObject();
    }

    private static void WriteFrequent(Utf8JsonWriter json, FrequentValues frequent)
    {
        json.WriteStartObject("frequent");
        json.WriteNumber("errorBound", frequent.ErrorBound);
        json.WriteNumber("other", frequent.Other);
        json.WriteStartObject("values");
        foreach (var value in frequent.Values)
        {
            json.WriteStartArray(value.Value);
            json.WriteNumberValue(value.AtLeast);
            json.WriteNumberValue(value.AtMost);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long>? counts)
    {
        if (counts is null)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (value, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(value, count);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (value, number) in numbers.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            JsonText.Number(json, value, number);
        }

        json.WriteEndObject();
    }

    private static string TypeWord(ColumnType type) => ProfileJson.Types.First(t => t.Value == type).Key;
}
