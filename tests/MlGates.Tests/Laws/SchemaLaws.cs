using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;
using MlGates.Tests.Profiles;

namespace MlGates.Tests.Laws;

/// <summary>What inference promises of any data, hostile data too.</summary>
public sealed class SchemaLaws
{
    private static readonly ColumnHeader[] Headers = [new("amount"), new("category"), new("code"), new("mixed"), new("number"), new("open"), new("text", ColumnType.Category), new("time")];

    private static readonly string[] Odd = ["NaN", "-inf", "true", "x", "é", "007", " 1", "", "2024-01-01", "\uFFFD", "a,b", "1e400", "-0"];

    private static readonly Gen<string?> Missing = Gen.Const((string?)null);

    private static readonly Gen<string?> Amount = Gen.Double[0, 20].Select(d => (string?)Math.Exp(d).ToString("R", CultureInfo.InvariantCulture));

    private static readonly Gen<string?> Number = Gen.Frequency(
        (8, Gen.Double.Select(d => (string?)d.ToString("R", CultureInfo.InvariantCulture))),
        (2, Of<string?>("0", "-0.0", "NaN", "inf", null, "1e300", "-1e300", "5e-324", "9007199254740993")));

    private static readonly Gen<string?> Code = Gen.Int[-3, 12].Select(i => (string?)i.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<string?> Category = Gen.Frequency((9, Gen.Int[0, 3].Select(i => (string?)$"kind {i}")), (1, Missing));

    // Few values are frequent and many are rare.
    private static readonly Gen<string?> Open = Gen.Double.Unit.Select(u => (string?)$"v{(int)Math.Min(1e6, Math.Pow(1 - u, -1.5))}");

    private static readonly Gen<string?> Mixed = Gen.Frequency((6, Code), (1, Of(Odd).Select(t => (string?)t)), (1, Missing));

    private static readonly Gen<string?> Time = Gen.Int[0, 100_000].Select(i => (string?)DateTime.UnixEpoch.AddHours(i).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));

    private static readonly Gen<string?> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 12].Select(t => (string?)t), Of(Odd).Select(t => (string?)t));

    private static readonly Gen<string?[][]> Rows = Gen.Frequency((3, Gen.Int[1, 40]), (1, Gen.Int[41, 3000])).SelectMany(n => Gen.Select(Amount, Category, Code, Mixed, Number, Open, Text, Time).Array[n])
        .Select(rows => rows.Select(r => new[] { r.Item1, r.Item2, r.Item3, r.Item4, r.Item5, r.Item6, r.Item7, r.Item8 }).ToArray());

    private static readonly Gen<SchemaInferenceOptions> Options = Gen.Select(Of(0.4999, 0.1, 0.001, 1e-12), Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Of(0, 1, 5, 1000, 100_000), Gen.Bool)
        .Select((risk, margins, domain, open) => new SchemaInferenceOptions { Risk = risk, Margins = margins, MaxDomain = domain, OpenDomains = open });

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static DatasetProfile Profile(ColumnHeader[] headers, string?[][] rows, params int[] blocks) => ProfileBuilder.Build(new BlockedSource(headers, rows, blocks), new ProfileOptions { Threads = 1 });

    private static void Same(string one, string other) => one.Should().Be(other);

    [Fact]
    public void Data_HeldToItsOwnSchema_IsAcceptedWhateverTheOptions() => Gen.Select(Rows, Options).Sample((rows, options) =>
    {
        var source = new BlockedSource(Headers, rows);
        var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = 1 });
        var schema = SchemaInference.Infer(profile, options);
        var anomalies = SchemaValidator.Validate(schema, profile, source);
        anomalies.Select(a => $"{a.Rule} {a.Column}: {a.Found}").Should().BeEmpty();

        var stored = ProfileFile.Parse(Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "stored");
        SchemaValidator.Validate(SchemaInference.Infer(stored, options), profile, source).Select(a => $"{a.Rule} {a.Column}: {a.Found}").Should().BeEmpty("inferred from the stored profile");
    }, iter: 300, threads: 1);

    [Fact]
    public void Schema_WrittenAndRead_IsTheSame() => Gen.Select(Rows, Options).Sample((rows, options) =>
    {
        var schema = SchemaInference.Infer(Profile(Headers, rows), options);
        var json = SchemaFile.ToJson(schema);
        var read = SchemaFile.Parse(Encoding.UTF8.GetBytes(json), "schema.json");
        Same(SchemaFile.ToJson(read), json);
        SchemaDiff.Compare(schema, read).Should().BeEmpty();
        read.Columns.Should().BeEquivalentTo(schema.Columns, o => o.WithStrictOrdering());
    }, iter: 60, threads: 1);

    [Fact]
    public void Rows_ShuffledAndCutOtherwise_GiveTheSameBytes() => Gen.Select(Rows, Options, Gen.Int, Gen.Int[1, 500].Array[0, 6]).Sample((rows, options, seed, blocks) =>
    {
        var one = SchemaFile.ToJson(SchemaInference.Infer(Profile(Headers, rows), options));
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        Same(SchemaFile.ToJson(SchemaInference.Infer(Profile(Headers, shuffled, blocks), options)), one);
    }, iter: 200, threads: 1);

    [Fact]
    public void Columns_InAnotherOrder_GiveTheSameBytes() => Gen.Select(Rows, Options).Sample((rows, options) =>
    {
        ColumnHeader[] headers = [.. Headers.Reverse()];
        string?[][] turned = [.. rows.Select(r => r.Reverse().ToArray())];
        Same(SchemaFile.ToJson(SchemaInference.Infer(Profile(headers, turned), options)), SchemaFile.ToJson(SchemaInference.Infer(Profile(Headers, rows), options)));
    }, iter: 40, threads: 1);

    [Fact]
    public void Range_OfAnyNumbers_HoldsThemAll() => Gen.Select(Rows, Options).Sample((rows, options) =>
    {
        var profile = Profile(Headers, rows);
        foreach (var column in SchemaInference.Infer(profile, options).Columns.Where(c => c.Range is not null))
        {
            var numbers = profile.Find(column.Name)!.Numeric!;
            (column.Range!.Min ?? double.MinValue).Should().BeLessThanOrEqualTo(numbers.Min, "{0}", column.Name);
            (column.Range.Max ?? double.MaxValue).Should().BeGreaterThanOrEqualTo(numbers.Max, "{0}", column.Name);
        }
    }, iter: 200, threads: 1);

    [Fact]
    public void Data_WithSlicesAndWeights_KeepsItsOwnSchema() => Gen.Select(Gen.Int[1000, 4000].SelectMany(n => Gen.Select(Amount, Category, Code, Mixed, Number, Open, Text, Gen.Int[0, 3]).Array[n]), Options).Sample((drawn, options) =>
    {
        ColumnHeader[] headers = [.. Headers[..^1], new("weight")];
        string?[][] rows = [.. drawn.Select(r => new[] { r.Item1, r.Item2, r.Item3, r.Item4, r.Item5, r.Item6, r.Item7, r.Item8.ToString(CultureInfo.InvariantCulture) })];
        var source = new BlockedSource(headers, rows);
        SliceBy[] slices = [SliceBy.Parse("category"), SliceBy.Parse("amount:2"), SliceBy.Parse("code*category")];
        foreach (var weight in new[] { null, "weight" })
        {
            var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = 1, Slices = slices, Weight = weight });
            var schema = SchemaInference.Infer(profile, options);
            var read = SchemaFile.Parse(Encoding.UTF8.GetBytes(SchemaFile.ToJson(schema)), "schema.json");
            Same(SchemaFile.ToJson(read), SchemaFile.ToJson(schema));
            SchemaValidator.Validate(read, source, new SchemaValidationOptions { Weight = weight, Threads = 1 }).Anomalies.Select(a => $"{a.Rule} {a.Column}: {a.Found}").Should().BeEmpty();
        }
    }, iter: 25, threads: 1);
}
