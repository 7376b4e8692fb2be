using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>No rule shows a value where values are to be hidden, whichever it is and however it came to know it.</summary>
public sealed class HiddenValuesTests
{
    private static readonly string[] Secrets = ["4711", "Ännchen", "SECRET", "secret", "1999"];

    private static readonly DateTimeOffset AsOf = new(1998, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DatasetSchema Schema = CsvRows.Schema(
        new ColumnSchema { Name = "id", Type = ColumnType.Integer, AllowLeadingZeros = false, Unique = true, Range = new NumberRange(5000, null), Distinct = new CountRange(100, null) },
        new ColumnSchema { Name = "name", Type = ColumnType.Category, Domain = new ValueDomain { Values = ["x"] }, Length = new CountRange(1, 3), Patterns = ["word"], Unique = true },
        new ColumnSchema { Name = "number", Type = ColumnType.Float, Range = new NumberRange(null, 10), AllowNaN = false, AllowInfinity = false },
        new ColumnSchema { Name = "mixed", Type = ColumnType.Integer },
        new ColumnSchema { Name = "same", Type = ColumnType.Category, VariesFrom = 2 },
        new ColumnSchema { Name = "same number", Type = ColumnType.Integer, VariesFrom = 2 },
        new ColumnSchema { Name = "text", Type = ColumnType.Category, MaxMixed = 0, AllowVariants = false, Domain = new ValueDomain { Values = ["secret"], MaxOutside = 1 } },
        new ColumnSchema { Name = "time", Type = ColumnType.Timestamp, Ordered = true, AllowFuture = false, Range = new NumberRange(1e9, 1.1e9) }) with
    {
        Keys = [["id", "name"]],
        AllowDuplicateRows = false,
        Slices = [new SliceSchema { Where = "same=secret4711", Columns = [new ColumnSchema { Name = "number", Range = new NumberRange(null, 1) }] }],
    };

    private static byte[] Table()
    {
        string[] rows =
        [
            "id,name,number,mixed,same,same number,text,time",
            "4711,secret4711,4711.5,4711,secret4711,47110,secret,1999-05-05T00:00:00Z",
            "4711,SECRET4711,NaN,secret,secret4711,47110,4711,1999-04-04T00:00:00Z",
            "4711,Ännchen 4711,-inf,4711.5,secret4711,47110,secret4711,1999-06-06T00:00:00Z",
            "04711,secret4711,4711.5,4711,secret4711,47110,secret,1999-05-05T00:00:00Z",
        ];
        return [.. Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n4712,secret "), 0xFF, .. "4711,4711.5,4711,secret4711,47110,SECRET,1999-05-05T00:00:00Z\n"u8];
    }

    [Fact]
    public void Messages_OfEveryRule_HoldNoValue()
    {
        using var folder = new TempFolder();
        var path = folder.Write("rows.csv", "");
        File.WriteAllBytes(path, Table());
        var rows = new CsvSource(path);
        var profile = ProfileBuilder.Build(rows);
        var shown = Said(new SchemaCheck { Id = "s", AsOf = AsOf }.Examine(Schema, profile, rows));
        var hidden = Said(new SchemaCheck { Id = "s", AsOf = AsOf, HideValues = true }.Examine(Schema, profile, rows));
        var alone = Said(new SchemaCheck { Id = "s", AsOf = AsOf, HideValues = true }.Examine(Schema, profile));

        string[] rules =
        [
            RuleIds.SchemaType, RuleIds.SchemaUnexpectedValues, RuleIds.SchemaInvalidText, RuleIds.SchemaBelowRange, RuleIds.SchemaAboveRange, RuleIds.SchemaNaN, RuleIds.SchemaInfinity, RuleIds.SchemaDistinct,
            RuleIds.SchemaLength, RuleIds.SchemaPattern, RuleIds.SchemaOrder, RuleIds.SchemaRepeatedValues, RuleIds.SchemaRepeatedKeys, RuleIds.SchemaRepeatedRows, RuleIds.SchemaMixedTypes,
            RuleIds.SchemaConstantColumn, RuleIds.SchemaVariants, RuleIds.SchemaLeadingZeros, RuleIds.SchemaFuture,
        ];
        hidden.Select(s => s.Rule).Should().Contain(rules, "each of them is broken here");
        shown.Count(s => Secrets.Any(s.Text.Contains)).Should().BeGreaterThan(10, "values are shown where nobody asks to hide them");
        hidden.Concat(alone).Where(s => s.Subject != "same=secret4711" && Secrets.Any(s.Text.Contains)).Select(s => $"{s.Rule}: {s.Text}").Should().BeEmpty();
    }

    // The name of a slice is the schema's, not the data's.
    private static List<(string Rule, string Subject, string Text)> Said(IReadOnlyList<Evidence> evidence) =>
        [.. evidence.Select(e => (e.Rule, e.Subject, Text: (e.Message(default!) + Details(e.Details)).Replace("same=secret4711", "", StringComparison.Ordinal)))];

    private static string Details(object? value) => value switch
    {
        string text => text + "\n",
        IEnumerable<KeyValuePair<string, object?>> members => string.Concat(members.Select(m => Details(m.Value))),
        System.Collections.IEnumerable items => string.Concat(items.Cast<object?>().Select(Details)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}\n"),
    };
}
