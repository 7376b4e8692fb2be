using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class SchemaDiffTests
{
    private static readonly ColumnSchema Number = new() { Name = "fare", Type = ColumnType.Integer, MinPresent = 0.9, Range = new NumberRange(0, 60), AllowNaN = false };
    private static readonly ColumnSchema Words = new() { Name = "pay", Type = ColumnType.Category, Domain = new ValueDomain { Values = ["Card", "Cash"] } };
    private static readonly DatasetSchema Before = new() { Columns = [Number, Words], Environments = ["serving", "training"], Rows = new CountRange(100, null) };

    private static string[] Differences(DatasetSchema after) => [.. SchemaDiff.Compare(Before, after).Select(c => $"{c.Kind} {c.Column}: {c.Message}")];

    private static DatasetSchema With(ColumnSchema number, ColumnSchema? words = null) => Before with { Columns = [number, words ?? Words] };

    [Fact]
    public void Compare_WithItself_IsNothing() => Differences(Before).Should().BeEmpty();

    [Fact]
    public void Compare_EachRule_SaysItInMeaning()
    {
        Differences(With(Number, Words with { Domain = Words.Domain! with { Values = ["Card", "Cash", "Prcard"] } })).Should().Equal("Wider pay: 1 new value 'Prcard'");
        Differences(With(Number, Words with { Domain = Words.Domain! with { Values = ["Card"] } })).Should().Equal("Narrower pay: 1 lost value 'Cash'");
        Differences(With(Number, Words with { Domain = null })).Should().Equal("Wider pay: any value is allowed");
        Differences(With(Number with { Range = new NumberRange(0, 90) })).Should().Equal("Wider fare: range was 0 to 60, is 0 to 90");
        Differences(With(Number with { Range = new NumberRange(10, 90) })).Should().Equal("Other fare: range was 0 to 60, is 10 to 90");
        Differences(With(Number with { Range = new NumberRange(10, null) })).Should().Equal("Other fare: range was 0 to 60, is at least 10");
        Differences(With(Number with { MinPresent = 0.95 })).Should().Equal("Narrower fare: share of rows with a value was at least 90 %, is at least 95 %");
        SchemaDiff.Compare(With(Number with { MinPresent = null }), With(Number with { MinPresent = 0 })).Select(c => $"{c.Kind} {c.Message}").Should().Equal("Wider may be empty");
        Differences(With(Number with { MinPresent = 0 })).Should().Equal("Wider fare: share of rows with a value was at least 90 %, is at least 0 %");
        Differences(With(Number with { Type = ColumnType.Float })).Should().Equal("Wider fare: type was integer, is float");
        Differences(With(Number with { AllowNaN = true })).Should().Equal("Wider fare: NaN is allowed");
        Differences(With(Number with { Required = false })).Should().Equal("Wider fare: is no longer required");
        Differences(With(Number with { Environments = ["training"] })).Should().Equal("Wider fare: was expected everywhere, is expected in training only");
        Differences(With(Number with { Unique = true })).Should().Equal("Narrower fare: no value may occur twice");
        Differences(With(Number with { Rules = new SortedDictionary<string, RuleLevel> { ["MLG1014"] = new(RuleSeverity.Warning, "airports") } })).Should().Equal("Wider fare: MLG1014 was block, is warning: airports");
        Differences(With(Number, Words with { MaxMixed = 0.1 })).Should().Equal("Narrower pay: share of values of another kind was any, is at most 10 %");
        Differences(With(Number, Words with { AllowVariants = false })).Should().Equal("Narrower pay: values may no longer differ by case or blanks alone");
        Differences(With(Number with { VariesFrom = 100 })).Should().Equal("Narrower fare: 100 values or more must vary");
        SchemaDiff.Compare(With(Number with { VariesFrom = 100 }), With(Number with { VariesFrom = 200 })).Select(c => $"{c.Kind} {c.Message}").Should().Equal("Wider 200 values or more must vary, not 100");
        SchemaDiff.Compare(With(Number with { VariesFrom = 100 }), Before).Select(c => $"{c.Kind} {c.Message}").Should().Equal("Wider values need not vary");
        Differences(Before with { Columns = [Number] }).Should().Equal("Other pay: the column is gone");
        Differences(Before with { Columns = [Number, Words, new ColumnSchema { Name = "tip", Type = ColumnType.Float }] }).Should().Equal("Narrower tip: new column of type float");
        Differences(Before with { Rows = null }).Should().Equal("Wider : rows was at least 100, is any");
        Differences(Before with { Keys = [["fare", "pay"]] }).Should().Equal("Narrower : 1 new key 'fare + pay'");
    }

    [Fact]
    public void Compare_TheOtherWay_TurnsWiderAndNarrower()
    {
        var after = With(Number with { Range = new NumberRange(-5, 90), AllowNaN = true, MinPresent = 0.5 }, Words with { Domain = null });

        SchemaDiff.Compare(Before, after).Should().HaveCount(4).And.OnlyContain(c => c.Kind == SchemaChangeKind.Wider);
        SchemaDiff.Compare(after, Before).Should().HaveCount(4).And.OnlyContain(c => c.Kind == SchemaChangeKind.Narrower);
    }
}
