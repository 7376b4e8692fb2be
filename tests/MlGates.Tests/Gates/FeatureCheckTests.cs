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
        var findings = GateDecision.Judge(check, check.Examine(new FixedTrial(none, none, none))).Findings;

        findings.Select(f => f.Rule).Should().Equal(RuleIds.FeatureNotFinite, RuleIds.FeatureLength, RuleIds.FeatureRange, RuleIds.FeatureNotDeterministic, RuleIds.FeatureRowByRow);
        findings.Should().OnlyContain(f => f.Outcome == Outcome.Error && f.Message.Contains("no rows"));
    }

    [Fact]
    public void Check_OptionsThatCannotBe_Throw()
    {
        foreach (var check in new[] { _check with { Finite = false }, _check with { Min = 2, Max = 1 }, _check with { Length = -1 }, _check with { RowByRowTolerance = double.NaN }, _check with { Deterministic = true }, _check with { Ranges = Ranges("Fare", 2, 1) }, _check with { Ranges = Ranges("Fare", null, null) } })
        {
            check.Invoking(c => c.Examine(Matrix(Rows()))).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void Vectors_OfSeveralLengths_FailMLG1102WithoutBeingAsked()
    {
        var rows = Rows();
        rows[4] = [1];
        var finding = GateDecision.Judge(_check with { NoConstant = true }, (_check with { NoConstant = true }).Examine(Matrix(rows))).Findings.Single(f => f.Outcome == Outcome.Failed);

        finding.Rule.Should().Be(RuleIds.FeatureLength);
        finding.Message.Should().StartWith("Features: the feature vectors have several lengths: 2 in row 1, but 1 in row 5 (10 rows);");
    }

    [Fact]
    public void Names_OneOther_FailMLG1107AndNameIt()
    {
        var finding = Judge(_check with { Finite = false, Names = ["Miles", "Tips", "Hour"] }, Matrix(Rows()));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureNames && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("Features: 2 features have not the names stated: [1] is 'Fare' and not 'Tips', no [2], which should be 'Hour' (2 features, 3 names);");
        Judge(_check with { Finite = false, Names = ["Miles", "Fare"] }, Matrix(Rows())).Outcome.Should().Be(Outcome.Passed);
        Judge(_check with { Finite = false, Names = ["Miles"] }, Matrix(Rows())).Message.Should().Contain("[1] is 'Fare', which should not be");
    }

    [Fact]
    public void Ranges_OfOneFeature_LookAtItAlone()
    {
        Judge(_check with { Finite = false, Ranges = Ranges("Miles", 0, 5) }, Matrix(Rows())).Outcome.Should().Be(Outcome.Passed);
        var finding = Judge(_check with { Finite = false, Ranges = Ranges("F*", 0, 18) }, Matrix(Rows()));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureRange && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("Features: 1 of 10 feature values of 'F*' are not within [0, 18]: 'Fare' = 19 in row 10");
    }

    [Fact]
    public void Ranges_OfPlaceInBrackets_SelectSlotsWithoutNames() =>
        Judge(_check with { Finite = false, Ranges = Ranges("[1]", 0, 18) }, FeatureMatrix.Of("Features", Rows())).Outcome.Should().Be(Outcome.Failed);

    [Fact]
    public void Ranges_OfNoFeature_AreAnErrorWithTheNearestName()
    {
        var finding = Judge(_check with { Finite = false, Ranges = Ranges("Fares", 0, 1) }, Matrix(Rows()));
        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ColumnMissing && f.Outcome == Outcome.Error && f.Message.Contains("did you mean 'Fare'"));
    }

    [Theory]
    [InlineData(7f)]
    [InlineData(float.NaN)]
    public void Constant_OneFeature_FailsMLG1109(float value)
    {
        var rows = Rows();
        Array.ForEach(rows, r => r[1] = value);
        var check = _check with { Finite = false, NoConstant = true };
        var finding = Judge(check, Matrix(rows));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureConstant && f.Outcome == Outcome.Failed && f.Message.Contains("1 of 2 features have one value in all 10 rows: 'Fare' = "));
        Judge(check with { Except = ["Fare"] }, Matrix(rows)).Outcome.Should().Be(Outcome.Passed);
        rows[3][1] = 8;
        Judge(check, Matrix(rows)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void Constant_OneRow_CannotTell() =>
        Judge(_check with { Finite = false, NoConstant = true }, Matrix(Rows()[..1])).Outcome.Should().Be(Outcome.Inconclusive);

    [Fact]
    public void Except_OfNoFeature_IsAnError()
    {
        var check = _check with { Finite = false, NoConstant = true, Except = ["Fares"] };
        check.Examine(Matrix(Rows())).Should().Contain(e => e.Rule == RuleIds.ColumnMissing && e.Settled == Outcome.Error);
    }

    [Fact]
    public void Duplicate_TwoFeatures_FailMLG1110AndNamePair()
    {
        var rows = Rows().Select((r, i) => new[] { r[0], i == 2 ? -0f : 0, r[1], i == 2 ? 0 : r[0] }).ToArray();
        rows[2][3] = rows[2][0];
        var check = _check with { Finite = false, NoDuplicate = true };
        var finding = Judge(check, FeatureMatrix.Of("Features", rows, ["a", "zero", "b", "c"]));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureDuplicate && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("Features: 1 of 4 features are equal to an earlier one in all 10 rows: 'a' = 'c'; remove one of each pair");
        Judge(check with { Except = ["c"] }, FeatureMatrix.Of("Features", rows, ["a", "zero", "b", "c"])).Outcome.Should().Be(Outcome.Passed);
        rows[9][3]++;
        Judge(check, FeatureMatrix.Of("Features", rows)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void RowCount_RowDropped_FailsMLG1111()
    {
        var finding = Judge(_check with { Finite = false, RowCount = RowCount.Kept }, Matrix(Rows()[..9]), given: 10);

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.FeatureRowCount && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("Features: 9 rows of 10 given, where as many as it is given were stated;");
    }

    [Theory]
    [InlineData(10, 20, true)]
    [InlineData(10, 19, false)]
    public void RowCount_Times_IsExact(int given, int rows, bool allowed) => RowCount.Times(2).Allows(given, rows).Should().Be(allowed);

    [Fact]
    public void RowCount_Limits_IncludeTheirEnds()
    {
        RowCount.AtMost(3).Allows(9, 3).Should().BeTrue();
        RowCount.AtMost(3).Allows(9, 4).Should().BeFalse();
        RowCount.AtLeast(3).Allows(9, 3).Should().BeTrue();
        RowCount.AtLeast(3).Allows(9, 2).Should().BeFalse();
        RowCount.Exactly(3).Allows(9, 3).Should().BeTrue();
        RowCount.Exactly(3).Allows(9, 9).Should().BeFalse();
        RowCount.Times(0.5).Allows(9, 4).Should().BeTrue("half of nine may be rounded");
        RowCount.Times(0.5).Allows(9, 6).Should().BeFalse();
    }

    [Fact]
    public void RowCount_AllRowsDropped_FailsWhileOthersCannotBeJudged()
    {
        var check = _check with { RowCount = RowCount.Kept };
        var findings = GateDecision.Judge(check, check.Examine(new FixedTrial(Matrix([]), null, null, 3))).Findings;
        findings.Select(f => (f.Rule, f.Outcome)).Should().Equal((RuleIds.FeatureNotFinite, Outcome.Error), (RuleIds.FeatureRowCount, Outcome.Failed));
    }

    private static SortedDictionary<string, FeatureRange> Ranges(string feature, double? min, double? max) => new(StringComparer.Ordinal) { [feature] = new FeatureRange(min, max) };

    private static float[][] Rows() => [.. Enumerable.Range(0, 10).Select(i => new[] { i * 0.5f, 10 + i })];

    private static FeatureMatrix Matrix(float[][] rows) => FeatureMatrix.Of("Features", rows, Names);

    private static Finding Judge(FeatureCheck check, FeatureMatrix features, FeatureMatrix? again = null, FeatureMatrix? rowByRow = null, int? given = null) =>
        GateDecision.Judge(check, check.Examine(new FixedTrial(features, again, rowByRow, given))).Findings.Single();

    // Attempts that were made already.
    private sealed class FixedTrial(FeatureMatrix features, FeatureMatrix? again, FeatureMatrix? rowByRow, int? given = null) : FeatureTrial
    {
        public override string Name => features.Name;

        public override Attempt<FeatureMatrix> Together() => Made(features);

        public override Attempt<FeatureMatrix> Again() => Made(again!);

        public override Attempt<FeatureMatrix> RowByRow() => Made(rowByRow!);

        public override Attempt<FeatureMatrix> Shuffled(ulong seed) => throw new NotSupportedException();

        private Attempt<FeatureMatrix> Made(FeatureMatrix made) => new(Name, given ?? made.Rows) { Output = made };
    }
}
