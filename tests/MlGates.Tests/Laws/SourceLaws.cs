using System.Globalization;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using CsCheck;
using Microsoft.ML;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Data;
using Parquet.Schema;

namespace MlGates.Tests.Laws;

/// <summary>One table has one profile, in whatever form its rows come: what is counted is equal, moments to 1e-12.</summary>
public sealed class SourceLaws : IDisposable
{
    private const double Tolerance = 1e-12;

    private static readonly MLContext Ml = new(seed: 1);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private sealed record Row(string? Word, long? Whole, double? Number, bool? Flag, DateTime? Time, int[]? List);

    /// <summary>What ML.NET can hold: no missing numbers, truth values, times and lists.</summary>
    private sealed class Full
    {
        public string Word { get; set; } = "";

        public long Whole { get; set; }

        public double Number { get; set; }

        public bool Flag { get; set; }

        public DateTime Time { get; set; }
    }

    // Words that are no numbers; fractions that are no whole numbers, so that each form tells one type; seconds of 2024.
    private static readonly Gen<string> Word = Gen.OneOf(Gen.Const("grün"), Gen.Const("a,b"), Gen.Const("say \"so\""), Gen.Const(" x "), Gen.Const("two\nlines"), Gen.Int[0, 40].Select(i => $"w{i}"));

    private static Gen<T?> OrNull<T>(Gen<T> gen, bool always)
        where T : struct => Gen.Frequency((always ? 0 : 1, Gen.Const((T?)null)), (6, gen.Select(v => (T?)v)));

    private static Gen<Row> RowOf(bool full) => Gen.Select(
        Gen.Frequency((1, Gen.Const((string?)null)), (6, Word.Select(w => (string?)w))),
        OrNull(Gen.Long, full),
        OrNull(Gen.Int[-100_000, 100_000].Select(i => (i / 8.0) + 0.0625), full),
        OrNull(Gen.Bool, full),
        OrNull(Gen.Int[0, 30_000_000].Select(s => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(s)), full),
        Gen.Frequency((1, Gen.Const((int[]?)null)), (5, Gen.Int[0, 9].Array[0, 4].Select(l => (int[]?)l))))
        .Select((word, whole, number, flag, time, list) => new Row(word, whole, number, flag, time, list));

    [Fact]
    public void Table_InAnyForm_HasOneProfile() => RowOf(full: false).Array[1, 120].Sample(
        rows =>
        {
            var expected = Json(new ObjectSource<Row>(rows, "rows"));
            Same("AsyncObjectSource", Json(new AsyncObjectSource<Row>(rows.ToAsyncEnumerable(), "rows")), expected);
            Same("Arrow", Json(new ArrowSource(Arrow(rows)) { DisplayName = "rows" }), expected);
            Same("Parquet", Json(new ParquetSource(ParquetRows(rows)) { DisplayName = "rows" }), expected);
            // A list that has no value in any row is not known to be one of whole numbers.
            if (rows.Any(r => r.List is { Length: > 0 }))
            {
                Same("JSON Lines", Json(new JsonLinesSource(JsonLines(rows), null, Times) { DisplayName = "rows" }), expected);
            }

            Same("CSV", Json(new CsvSource(Csv(rows)) { DisplayName = "rows" }), Json(new ObjectSource<Row>(rows, "rows"), "Word", "Whole", "Number", "Flag", "Time"));
        },
        iter: 60, threads: 1);

    [Fact]
    public void Table_OfMLNet_HasTheProfileOfItsObjects() => RowOf(full: true).Array[1, 120].Sample(
        rows =>
        {
            Full[] full = [.. rows.Select(r => new Full { Word = r.Word ?? "", Whole = r.Whole!.Value, Number = r.Number!.Value, Flag = r.Flag!.Value, Time = r.Time!.Value })];
            Same("IDataView", Json(new DataViewSource(Ml.Data.LoadFromEnumerable(full), "rows")), Json(new ObjectSource<Row>(rows, "rows"), "Word", "Whole", "Number", "Flag", "Time"));
        },
        iter: 60, threads: 1);

    [Fact]
    public void Table_LargerThanABlock_HasOneProfile()
    {
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Row[] rows = [.. Enumerable.Range(0, 70_000).Select(i => new Row(
            i % 11 == 5 ? null : $"w{i * 7 % 41}", i % 13 == 1 ? null : i % 3000, i % 17 == 2 ? null : (i % 2500 / 8.0) + 0.0625, i % 19 == 3 ? null : i % 3 == 0, i % 23 == 4 ? null : start.AddMinutes(i % 2000), i % 29 == 6 ? null : [i % 5, i % 3]))];
        var expected = Json(new ObjectSource<Row>(rows, "rows"));

        Same("AsyncObjectSource", Json(new AsyncObjectSource<Row>(rows.ToAsyncEnumerable(), "rows")), expected);
        Same("Arrow", Json(new ArrowSource(Arrow(rows)) { DisplayName = "rows" }), expected);
        Same("Parquet", Json(new ParquetSource(ParquetRows(rows)) { DisplayName = "rows" }), expected);
        Same("JSON Lines", Json(new JsonLinesSource(JsonLines(rows), null, Times) { DisplayName = "rows" }), expected);
        Same("CSV", Json(new CsvSource(Csv(rows)) { DisplayName = "rows" }), Json(new ObjectSource<Row>(rows, "rows"), "Word", "Whole", "Number", "Flag", "Time"));
    }

    [Fact]
    public void Parquet_RowGroupsOfAnySize_GiveTheSameBytes()
    {
        const int Rows = 70_000;
        string? expected = null;
        foreach (var rowGroup in (int[])[int.MaxValue, 65_536, 10_007, 1_000])
        {
            foreach (var threads in (int[])[1, 3])
            {
                var path = new ParquetFile(_folder.File("groups.parquet"))
                    .Add<double>("x", [.. Enumerable.Range(0, Rows).Select(i => i % 7 == 3 ? null : (double?)Math.Sin(i))])
                    .Add<long>("n", [.. Enumerable.Range(0, Rows).Select(i => (long?)i * i)])
                    .AddCoded("few", [.. Enumerable.Range(0, Rows).Select(i => i % 11 == 5 ? null : $"w{i % 13}")])
                    .AddText("many", [.. Enumerable.Range(0, Rows).Select(i => $"v{i * 7919L % 30011}")])
                    .Write(Rows, rowGroup);

                var json = ProfileFile.ToJson(ProfileBuilder.Build(new ParquetSource(path), new ProfileOptions { Threads = threads }) with { Files = [] });

                (expected ??= json).Should().Be(json, "row groups of {0} rows on {1} threads are the same rows", rowGroup, threads);
            }
        }
    }

    private static readonly Dictionary<string, ColumnType> Times = new() { ["Time"] = ColumnType.Timestamp };

    private static JsonElement Json(DataSource source, params string[] columns)
    {
        var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = 2, Columns = columns.Length == 0 ? ColumnSelection.All : ColumnSelection.Matching(columns) });
        return JsonDocument.Parse(ProfileFile.ToJson(profile with { Files = [], MissingTokens = [] })).RootElement;
    }

    private static void Same(string form, JsonElement actual, JsonElement expected)
    {
        var differences = new List<string>();
        Compare("", actual, expected, differences);
        if (differences.Count > 0)
        {
            throw new InvalidOperationException($"{form} differs: {string.Join("; ", differences.Take(10))}");
        }
    }

    private static void Compare(string path, JsonElement actual, JsonElement expected, List<string> differences)
    {
        if (actual.ValueKind != expected.ValueKind)
        {
            differences.Add($"{path} is {actual.ValueKind}, not {expected.ValueKind}");
        }
        else if (actual.ValueKind == JsonValueKind.Object)
        {
            var other = expected.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            foreach (var member in actual.EnumerateObject())
            {
                if (other.Remove(member.Name, out var value))
                {
                    Compare($"{path}/{member.Name}", member.Value, value, differences);
                }
                else
                {
                    differences.Add($"{path}/{member.Name} is extra: {member.Value}");
                }
            }

            differences.AddRange(other.Keys.Select(k => $"{path}/{k} is not there: {other[k]}"));
        }
        else if (actual.ValueKind == JsonValueKind.Array)
        {
            var (a, b) = (actual.EnumerateArray().ToArray(), expected.EnumerateArray().ToArray());
            if (a.Length != b.Length)
            {
                differences.Add($"{path} has {a.Length} items, not {b.Length}");
            }

            for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            {
                Compare($"{path}/{i}", a[i], b[i], differences);
            }
        }
        else if (actual.GetRawText() != expected.GetRawText() && !Close(path, actual, expected))
        {
            differences.Add($"{path} is {actual.GetRawText()}, not {expected.GetRawText()}");
        }
    }

    // Sums of floating point depend on how values come: each once, or each distinct text times its count.
    private static bool Close(string path, JsonElement actual, JsonElement expected) =>
        actual.ValueKind == JsonValueKind.Number
        && Moments.Contains(path[(path.LastIndexOf('/') + 1)..])
        && Math.Abs(actual.GetDouble() - expected.GetDouble()) <= Tolerance * Math.Max(1, Math.Abs(expected.GetDouble()));

    private static readonly HashSet<string> Moments = ["mean", "sum", "standardDeviation", "populationStandardDeviation", "skewness", "kurtosis"];

    private string Csv(Row[] rows)
    {
        static string Quote(string? text) => text is null ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var text = new StringBuilder("Word,Whole,Number,Flag,Time\n");
        foreach (var r in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Quote(r.Word)},{r.Whole},{r.Number?.ToString("R", CultureInfo.InvariantCulture)},{(r.Flag is { } f ? f ? "true" : "false" : "")},{r.Time:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        }

        return _folder.Write("rows.csv", text.ToString());
    }

    private string JsonLines(Row[] rows) => _folder.Write("rows.jsonl", string.Concat(rows.Select(r => JsonSerializer.Serialize(r) + "\n")));

    private string ParquetRows(Row[] rows)
    {
        var (items, repetition, definition) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var list in rows.Select(r => r.List))
        {
            // 0 no list, 1 an empty one, 3 a value.
            if (list is not { Length: > 0 })
            {
                repetition.Add(0);
                definition.Add(list is null ? 0 : 1);
                continue;
            }

            for (var i = 0; i < list.Length; i++)
            {
                items.Add(list[i]);
                repetition.Add(i == 0 ? 0 : 1);
                definition.Add(3);
            }
        }

        return new ParquetFile(_folder.File("rows.parquet"))
            .AddCoded("Word", [.. rows.Select(r => r.Word)]).Add<long>("Whole", [.. rows.Select(r => r.Whole)]).Add<double>("Number", [.. rows.Select(r => r.Number)])
            .Add<bool>("Flag", [.. rows.Select(r => r.Flag)]).Add<DateTime>(new DateTimeDataField("Time", DateTimeFormat.DateAndTime, isNullable: true), [.. rows.Select(r => r.Time)])
            .AddList<int>("List", [.. items], [.. repetition], [.. definition])
            .Write(rows.Length);
    }

    private string Arrow(Row[] rows)
    {
        var (words, wholes, numbers, flags) = (new StringArray.Builder(), new Int64Array.Builder(), new DoubleArray.Builder(), new BooleanArray.Builder());
        var times = new TimestampArray.Builder(Apache.Arrow.Types.TimeUnit.Second, TimeZoneInfo.Utc);
        var lists = new ListArray.Builder(Int32Type.Default);
        var items = (Int32Array.Builder)lists.ValueBuilder;
        foreach (var r in rows)
        {
            _ = r.Word is null ? words.AppendNull() : words.Append(r.Word);
            _ = r.Whole is { } whole ? wholes.Append(whole) : wholes.AppendNull();
            _ = r.Number is { } number ? numbers.Append(number) : numbers.AppendNull();
            _ = r.Flag is { } flag ? flags.Append(flag) : flags.AppendNull();
            _ = r.Time is { } time ? times.Append(new DateTimeOffset(time)) : times.AppendNull();
            if (r.List is null)
            {
                lists.AppendNull();
            }
            else
            {
                lists.Append();
                items.AppendRange(r.List);
            }
        }

        var batch = new RecordBatch.Builder()
            .Append("Word", true, words.Build()).Append("Whole", true, wholes.Build()).Append("Number", true, numbers.Build())
            .Append("Flag", true, flags.Build()).Append("Time", true, times.Build()).Append("List", true, lists.Build())
            .Build();
        var path = _folder.File("rows.arrow");
        using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, batch.Schema);
        writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return path;
    }
}
