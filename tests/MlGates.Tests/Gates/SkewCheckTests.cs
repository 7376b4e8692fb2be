using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Skew;

namespace MlGates.Tests.Gates;

public sealed class SkewCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 500 trips; every test changes one thing on the serving side.
    private CsvSource Table(string name, Func<int, Dictionary<string, string>, bool>? change = null, bool reversed = false)
    {
        var lines = new List<string>();
        var header = "";
        for (var i = 0; i < 500; i++)
        {
            var row = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["trip"] = i.ToString(CultureInfo.InvariantCulture),
                ["fare"] = (3.5 + ((i * 37) % 101 / 4.0)).ToString(CultureInfo.InvariantCulture),
                ["fare_scaled"] = (((i * 37) % 101 / 4.0) / 10).ToString(CultureInfo.InvariantCulture),
                ["city"] = (i % 3) switch { 0 => "Izmir", 1 => "ıslak", _ => "Ulm" },
                ["flag"] = i % 2 == 0 ? "true" : "false",
                ["code"] = (i % 9).ToString("000", CultureInfo.InvariantCulture),
            };
            if (change?.Invoke(i, row) ?? true)
            {
                lines.Add(string.Join(',', row.Values));
            }

            header = string.Join(',', row.Keys);
        }

        if (reversed)
        {
            lines.Reverse();
        }

        return new CsvSource(_folder.Write(name + ".csv", header + "\n" + string.Join('\n', lines) + "\n")) { DisplayName = name };
    }

    private static Func<int, Dictionary<string, string>, bool> Set(string column, Func<int, Dictionary<string, string>, string?> value) => (i, row) =>
    {
        row[column] = value(i, row) ?? row[column];
        return true;
    };

    private static SkewCheck Check(params string[] key) => new() { Id = "skew", Key = key.Length == 0 ? ["trip"] : key };

    private CheckResult Judge(SkewCheck check, Func<int, Dictionary<string, string>, bool>? change = null, bool reversed = false) =>
        GateDecision.Judge(check, check.Examine(Table("training"), Table("served", change, reversed)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void EqualRows_InAnyOrder_Pass()
    {
        var result = Judge(Check(), reversed: true);

        result.Findings.Select(f => (f.Subject, f.Rule, f.Outcome)).Should().Equal(
            ("(rows)", "MLG2031", Outcome.Passed), ("city", "MLG2030", Outcome.Passed), ("code", "MLG2030", Outcome.Passed), ("fare", "MLG2030", Outcome.Passed), ("fare_scaled", "MLG2030", Outcome.Passed), ("flag", "MLG2030", Outcome.Passed));
        result.Findings[1].Message.Should().Be("city is the same in training and served (n = 500)");
    }

    [Fact]
    public void OneCell_FailsItsColumnAlone()
    {
        var result = Judge(Check(), Set("fare", (i, _) => i == 41 ? "99" : null));

        var finding = result.Findings.Should().ContainSingle(f => f.Outcome == Outcome.Failed).Which;
        (finding.Rule, finding.Subject).Should().Be(("MLG2030", "fare"));
        finding.Message.Should().Be("fare differs between training and served in 1 of 500 rows (0.2 %), by up to 95.0000; such as 4 → 99 at trip 41 (rows 42 and 42)");
        finding.Details["mismatches"].Should().Be(1L);
    }

    [Theory]
    [InlineData("fare", "100 times the baseline")]
    [InlineData("offset", "the baseline plus 3600")]
    [InlineData("negated", "-1 times the baseline")]
    [InlineData("rounded", "rounded to 0 decimals in the candidate")]
    [InlineData("zero", "0 in the candidate")]
    [InlineData("gone", "missing in the candidate")]
    [InlineData("text", "values of another kind, such as text in the place of numbers")]
    public void Mismatches_WithAPatternOfNumbers_SayIt(string kind, string pattern)
    {
        var finding = Judge(Check(), Set("fare", (_, row) => kind switch
        {
            "fare" => (100 * Number(row["fare"])).ToString(CultureInfo.InvariantCulture),
            "offset" => (3600 + Number(row["fare"])).ToString(CultureInfo.InvariantCulture),
            "negated" => (-Number(row["fare"])).ToString(CultureInfo.InvariantCulture),
            "rounded" => Math.Round(Number(row["fare"])).ToString(CultureInfo.InvariantCulture),
            "zero" => "0",
            "text" => "x" + row["fare"],
            _ => "",
        })).Findings.Single(f => f.Subject == "fare");

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Details["pattern"].Should().Be(pattern);
        finding.Message.Should().Contain("; mostly " + pattern + "; such as ");
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("blank")]
    public void Mismatches_OfCaseAndBlanks_SayIt(string kind) =>
        Judge(Check(), Set("city", (_, row) => kind == "upper" ? row["city"].ToUpperInvariant().Replace('I', 'i') : row["city"] + " ")).Findings.Single(f => f.Subject == "city").Details["pattern"]
            .Should().Be("upper and lower case or outer blanks only");

    [Fact]
    public void LeadingZeros_AreCodesAndNotNumbers() =>
        Judge(Check(), Set("code", (i, _) => (i % 9).ToString(CultureInfo.InvariantCulture))).Findings.Single(f => f.Subject == "code").Outcome.Should().Be(Outcome.Failed);

    [Fact]
    public void Tolerance_AbsoluteAndRelative_LetNumbersThrough()
    {
        var change = Set("fare", (_, row) => (Number(row["fare"]) + 0.009).ToString(CultureInfo.InvariantCulture));

        Judge(Check(), change).Outcome.Should().Be(Outcome.Failed);
        Judge(Check() with { Columns = new() { ["fare"] = new SkewLimit { Tolerance = 0.01 }, ["*"] = new SkewLimit() } }, change).Outcome.Should().Be(Outcome.Passed);
        Judge(Check() with { Columns = new() { ["fare"] = new SkewLimit { Relative = 0.01 } } }, change).Findings.Select(f => f.Subject).Should().Equal("(rows)", "fare");
        Judge(Check() with { Exclude = ["fare"] }, change).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void AtMost_NeedsProof()
    {
        Outcome Of(double atMost, int rows) => Judge(Check() with { Columns = new() { ["fare"] = new SkewLimit { AtMost = atMost } } }, Set("fare", (i, _) => i < rows ? "-1" : null)).Findings.Single(f => f.Subject == "fare").Outcome;

        Of(0.02, 11).Should().NotBe(Outcome.Failed, "2.2 % of 500 rows does not prove more than 2 %");
        Of(0.02, 25).Should().Be(Outcome.Failed);
        Of(0.1, 11).Should().Be(Outcome.Passed);
    }

    [Fact]
    public void RowsOfOneSide_AreCountedAndHeldToTheirLimit()
    {
        Func<int, Dictionary<string, string>, bool> change = (i, row) =>
        {
            row["trip"] = i < 5 ? "new" + i.ToString(CultureInfo.InvariantCulture) : row["trip"];
            return i < 490;
        };

        var warned = Judge(Check(), change).Findings[0];
        (warned.Rule, warned.Outcome).Should().Be(("MLG2031", Outcome.Warned));
        warned.Message.Should().Be("15 of 500 rows of training are not in served, 5 of 490 rows of served are not in training; 485 were compared, 0 of them differ somewhere");
        Judge(Check() with { MostUnmatched = 0.02 }, change).Findings[0].Outcome.Should().Be(Outcome.Failed);
        Judge(Check() with { MostUnmatched = 0.03 }, change).Findings[0].Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void Keys_RepeatedMissingOrUnlike_AreErrors()
    {
        var repeated = Judge(Check(), Set("trip", (i, _) => i == 9 ? "8" : null)).Findings.Single(f => f.Rule == "MLG2032");
        (repeated.Outcome, repeated.Message).Should().Be((Outcome.Error, "in served 2 rows share their trip, so they cannot be matched: rows 9, 10; name further columns of the key, or mend the rows"));
        Judge(Check(), Set("trip", (i, _) => i == 9 ? "" : null)).Findings.Single(f => f.Rule == "MLG2032").Message.Should().StartWith("in served 1 rows have no trip");
        var unlike = Judge(Check(), Set("trip", (i, row) => "T" + row["trip"]));
        unlike.Findings.Should().ContainSingle().Which.Message.Should().Be("no trip of the 500 rows of served is among the 500 of training, so nothing was compared; is the key written alike on both sides?");
        Judge(Check("tripp")).Findings[0].Message.Should().StartWith("the key 'tripp' is not in training");
        Judge(Check("city", "trip")).Outcome.Should().Be(Outcome.Passed, "two columns make the key");
        Judge(Check("city")).Findings.Should().OnlyContain(f => f.Rule == "MLG2032").And.ContainSingle();
    }

    [Fact]
    public void Columns_NotThere_AreErrors()
    {
        Judge(Check(), (_, row) => { row.Remove("flag"); return true; }).Findings.Single(f => f.Subject == "flag").Should().Match<Finding>(f => f.Rule == "MLG0007" && f.Outcome == Outcome.Error);
        Judge(Check(), (_, row) => { row["extra"] = "1"; return true; }).Findings.Single(f => f.Subject == "extra").Outcome.Should().Be(Outcome.NotApplicable);
        Judge(Check() with { Columns = new() { ["fair"] = new SkewLimit() } }).Findings.Should().Contain(f => f.Rule == "MLG0007");
        Judge(Check() with { Steps = [["fare", "fare_scale"]] }).Findings.Single(f => f.Subject == "fare_scale").Message.Should().StartWith("step 'fare_scale' is not among the columns that are compared");
        FluentActions.Invoking(() => Judge(Check() with { Key = [] })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Judge(Check() with { Columns = new() { ["fare"] = new SkewLimit { AtMost = 0.7 } } })).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Steps_NameTheFirstAtFault()
    {
        var result = Judge(Check() with { Steps = [["fare", "fare_scaled"]] }, (i, row) =>
        {
            row["fare"] = i < 20 ? "0" : row["fare"];
            row["fare_scaled"] = i < 25 ? "-9" : row["fare_scaled"];
            return true;
        });

        result.Findings.Single(f => f.Subject == "fare").Message.Should().Contain("; this step is at fault; such as");
        result.Findings.Single(f => f.Subject == "fare_scaled").Message.Should().Contain("; in 20 of them it follows from a step before, in 5 it is at fault");
        result.Findings.Single(f => f.Subject == "fare_scaled").Details["follows"].Should().Be(20L);
    }

    [Fact]
    public void HideValues_ShowsNoValueAndNoKey()
    {
        var finding = Judge(Check() with { HideValues = true }, Set("city", (i, _) => i == 41 ? "Secret" : null)).Findings.Single(f => f.Subject == "city");

        Judge(Check() with { HideValues = true }, Set("fare", (_, _) => "12345.5")).Findings.Single(f => f.Subject == "fare").Message.Should().Contain("mostly one value in the candidate").And.NotContain("12345.5");
        finding.Message.Should().NotContain("Secret").And.NotContain("Izmir").And.NotContain("trip 41");
    }

    [Fact]
    public void ShuffledRows_GiveTheSameCountsAndPatterns()
    {
        var change = Set("fare", (i, row) => i % 3 == 0 ? (2 * Number(row["fare"])).ToString(CultureInfo.InvariantCulture) : null);
        var plain = Judge(Check(), change).Findings;
        var reversed = Judge(Check(), change, reversed: true).Findings;

        reversed.Select(f => (f.Subject, f.Outcome, f.Observed, f.Details.GetValueOrDefault("pattern"))).Should().BeEquivalentTo(plain.Select(f => (f.Subject, f.Outcome, f.Observed, f.Details.GetValueOrDefault("pattern"))));
        string Example(IReadOnlyList<Finding> findings) => ((string)((object[])findings.Single(f => f.Subject == "fare").Details["examples"]!)[0]).Split(" (rows")[0];
        Example(reversed).Should().Be(Example(plain), "the same rows are shown");
    }

    private sealed record Typed(long Trip, double Fare);

    [Fact]
    public void Storage_DoesNotMatter()
    {
        var typed = new ObjectSource<Typed>(Enumerable.Range(0, 100).Select(i => new Typed(i, i / 4.0)), "typed");
        var text = new CsvSource(_folder.Write("text.csv", "Trip,Fare\n" + string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i}.0,{i / 4.0:E1}\n"))))) { DisplayName = "text" };
        var check = Check("Trip");

        GateDecision.Judge(check, check.Examine(typed, text)).Findings.Select(f => (f.Subject, f.Outcome)).Should().Equal(("(rows)", Outcome.Passed), ("Fare", Outcome.Failed));
        var near = check with { Columns = new() { ["Fare"] = new SkewLimit { Relative = 0.05 } } };
        GateDecision.Judge(near, near.Examine(typed, text)).Outcome.Should().Be(Outcome.Passed, "two digits are near enough then");
    }

    [Fact]
    public void MismatchTest_IsTheProportionsFromTheOtherSide()
    {
        var test = new MismatchTest(30, 1000, 0.02);

        (test.Value, test.Tolerance, test.Exceeds).Should().Be((0.03, 0.02, true));
        test.PFail.Should().BeApproximately(0.0190, 0.003, "P(Bin(1000, 0.02) ≥ 30)");
        var (lower, upper) = test.Bounds(0.05, 0.05);
        (lower < 0.03 && upper > 0.03).Should().BeTrue();
        test.Power(0.05, 2).Should().BeGreaterThan(0.9);
        test.MinimumDetectable(0.05, 0.9).Should().BeInRange(0.02, 0.06);
    }
}
