using MlGates.Features;
using MlGates.Gates;

namespace MlGates.Tests.Gates;

public sealed class FeatureCheckTests
{
    private static readonly string[] Names = ["Miles", "Fare"];

    private readonly FeatureCheck _check = new() { Id = "features" };

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Finite_OneBadValue_FailsMLG1101AndNamesIt(float value, string text)
    {
        var rows = Rows();
        rows[2][1] = value;
        var finding = Judge(_check, Matrix(rows));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureNotFinite && f.Outcome == Outcome.Failed);
        finding.Message.Should().Be($"Features: 1 of 20 feature values are not finite: 'Fare' = {text} in row 3 (10 rows of 2 features); replace missing values, and keep logarithms and divisions from zero");
    }

    [Fact]
    public void Finite_ManyBadValues_ListsFiveAndCountsTheRest()
    {
        var finding = Judge(_check, FeatureMatrix.Of("Features", Enumerable.Range(0, 9).Select(_ => new[] { float.NaN })));
        finding.Message.Should().Contain("[0] = NaN in row 5 and 4 more").And.NotContain("row 6");
        finding.Observed!.Value.Should().Be(9);
    }

    [Fact]
    public void Finite_GoodValues_Pass() =>
        Judge(_check, Matrix(Rows())).Should().Match<Finding>(f => f.Outcome == Outcome.Passed && f.Message == "Features: all 20 feature values are finite (10 rows of 2 features)");

    [Fact]
    public void Length_OneShorterVector_FailsMLG1102()
    {
        var rows = Rows();
        rows[4] = [1];
        var finding = Judge(_check with { Finite = false, Length = 2 }, Matrix(rows));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureLength && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("Features: 1 of 10 feature vectors have not length 2: 1 in row 5;");
    }

    [Theory]
    [InlineData(-0.001f)]
    [InlineData(20.001f)]
    [InlineData(float.NaN)]
    public void Range_OneValueOutside_FailsMLG1103(float value)
    {
        var rows = Rows();
        rows[0][0] = value;
        var finding = Judge(_check with { Finite = false, Min = 0, Max = 20 }, Matrix(rows));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureRange && f.Outcome == Outcome.Failed);
        finding.Message.Should().Contain("within [0, 20]").And.Contain("'Miles'").And.Contain("row 1");
    }

    [Fact]
    public void Range_EndsIncluded_EvenWhereSingleRoundsUp() =>
        Judge(_check with { Finite = false, Min = 0, Max = 0.1 }, FeatureMatrix.Of("Features", [[0f, 0.1f]])).Outcome.Should().Be(Outcome.Passed);

    [Fact]
    public void Deterministic_LastBitDiffers_FailsMLG1104()
    {
        var again = Rows();
        again[9][1] = MathF.BitIncrement(again[9][1]);
        var finding = Judge(_check with { Finite = false, Deterministic = true }, Matrix(Rows()), again: Matrix(again));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureNotDeterministic && f.Outcome == Outcome.Failed);
        finding.Message.Should().Contain("1 of 20").And.Contain("'Fare' = 19 and 19.000002 in row 10");
    }

    [Fact]
    public void Deterministic_NaNAgain_IsTheSame()
    {
        var rows = Rows();
        rows[0][0] = float.NaN;
        Judge(_check with { Finite = false, Deterministic = true }, Matrix(rows), again: Matrix(rows)).Outcome.Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData(1e-5f, Outcome.Passed)]
    [InlineData(1e-3f, Outcome.Failed)]
    public void RowByRow_IsHeldToItsTolerance(float change, Outcome outcome)
    {
        var single = Rows();
        single[9][1] += change;
        var finding = Judge(_check with { Finite = false, RowByRowTolerance = 1e-6 }, Matrix(Rows()), rowByRow: Matrix(single));

        finding.Rule.Should().Be(RuleIds.FeatureRowByRow);
        finding.Outcome.Should().Be(outcome, "19 may move by 1e-6 of itself");
    }

    [Fact]
    public void RowByRow_NaNOnOneSide_FailsMLG1105()
    {
        var single = Rows();
        single[3][0] = float.NaN;
        Judge(_check with { Finite = false, RowByRowTolerance = 1 }, Matrix(Rows()), rowByRow: Matrix(single)).Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public void Compare_OtherShape_Fails()
    {
        Judge(_check with { Finite = false, Deterministic = true }, Matrix(Rows()), again: Matrix(Rows()[..9])).Outcome.Should().Be(Outcome.Failed);
        Judge(_check with { Finite = false, Deterministic = true }, Matrix(Rows()), again: FeatureMatrix.Of("Features", Rows().Select(r => r[..1]))).Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public void Check_NoRows_IsAnErrorForEachRuleAskedFor()
    {
        var check = _check with { Length = 2, Min = 0, Deterministic = true, RowByRowTolerance = 0 };
        var none = Matrix([]);
        var findings = GateDecision.Judge(check, check.Examine(none, none, none)).Findings;

        findings.Select(f => f.Rule).Should().Equal(RuleIds.FeatureNotFinite, RuleIds.FeatureLength, RuleIds.FeatureRange, RuleIds.FeatureNotDeterministic, RuleIds.FeatureRowByRow);
        findings.Should().OnlyContain(f => f.Outcome == Outcome.Error && f.Message.Contains("no rows"));
    }

    [Fact]
    public void Check_OptionsThatCannotBe_Throw()
    {
        foreach (var check in new[] { _check with { Finite = false }, _check with { Min = 2, Max = 1 }, _check with { Length = -1 }, _check with { RowByRowTolerance = double.NaN }, _check with { Deterministic = true } })
        {
            check.Invoking(c => c.Examine(Matrix(Rows()))).Should().Throw<ArgumentException>();
        }
    }

    private static float[][] Rows() => [.. Enumerable.Range(0, 10).Select(i => new[] { i * 0.5f, 10 + i })];

    private static FeatureMatrix Matrix(float[][] rows) => FeatureMatrix.Of("Features", rows, Names);

    private static Finding Judge(FeatureCheck check, FeatureMatrix features, FeatureMatrix? again = null, FeatureMatrix? rowByRow = null) =>
        GateDecision.Judge(check, check.Examine(features, again, rowByRow)).Findings.Single();
}
