using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Features;
using MlGates.Gates;
using MlGates.MLNet;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

/// <summary>Each unit on a transform that is wrong in one way, and on the same transform put right.</summary>
public sealed class FeatureUnitTests
{
    private static readonly Ride[] Rides = [.. Enumerable.Range(0, 40).Select(i => new Ride(i % 3 == 0 ? "Card" : "Cash", i % 17 * 0.5f, 3 + (i % 7)))];

    private readonly MLContext _ml = new(1);

    private static IFeatureTransform<IEnumerable<Ride>> Sound { get; } =
        FeatureTransform.From<Ride>(r => [r.Payment == "Card" ? 1 : 0, r.Miles, MathF.Log(1 + r.Fare)], slotNames: ["card", "miles", "log_fare"]);

    [Fact]
    public void SoundTransform_AllUnits_Hold() => Sound.Should().ProduceFiniteFeatures(Rides)
        .And.HaveFeatureLength(3)
        .And.HaveSlotNames(["card", "miles", "log_fare"])
        .And.StayWithin(0, 10)
        .And.StayWithin("card", 0, 1)
        .And.HaveNoConstantFeature()
        .And.HaveNoDuplicatedFeature()
        .And.KeepRowCount(Rides)
        .And.BeDeterministic(Rides)
        .And.BeIndependentOfRowOrder(Rides)
        .And.GiveSameResultRowByRow(Rides)
        .And.SurviveReloading(Rides, () => Sound)
        .And.BeInvertedBy(Rides, ["Miles", "Fare"], f => [f[1], MathF.Exp(f[2]) - 1])
        .And.BeNondecreasingIn(Rides, "Fare", "log_fare")
        .And.GiveExpectedFeatures([new Ride("Card", 2, 0)], [[1, 2, 0]]);

    [Fact]
    public void Transform_ThrowsOnARow_FailsMLG1106AndShowsTheRow()
    {
        var transform = FeatureTransform.From<Ride>(r => r.Miles == 8 && r.Payment == "Cash" ? throw new FormatException("no such distance.\nsecond line") : [r.Miles]);
        Fails(() => transform.Should().ProduceFiniteFeatures(Rides),
            "*MLG1106: Features: the transform fails on row 17 of 40: FormatException: no such distance; the row is { Payment = Cash, Miles = 8, Fare = 5 }; let the transform*");
    }

    [Fact]
    public void Transform_ThrowsOnlyRowByRow_SaysSo()
    {
        var transform = FeatureTransform.From<float>((IReadOnlyList<float> rows) => rows.Count < 2 ? throw new InvalidOperationException("too few") : rows.Select(r => new[] { r }));
        Fails(() => transform.Should().GiveSameResultRowByRow([1f, 2f]), "*MLG1106*fails row by row on row 1 of 2: InvalidOperationException: too few; the row is { 1 }*");
    }

    [Fact]
    public void Transform_ThrowsOnSumOfRows_NamesTheRowAtWhichItBegins()
    {
        var transform = FeatureTransform.From<float>((IReadOnlyList<float> rows) => rows.Sum() > 5 ? throw new OverflowException("too much") : rows.Select(r => new[] { r }));
        Fails(() => transform.Should().ProduceFiniteFeatures([1f, 2f, 3f, 4f]), "*MLG1106*fails on row 3 of 4, together with the rows before it: OverflowException: too much*{ 3 }*");
    }

    [Fact]
    public void Transform_ThrowsOnce_SaysThatNoRowIsToBlame()
    {
        var calls = 0;
        var transform = FeatureTransform.From<float>((IReadOnlyList<float> rows) => calls++ == 0 ? throw new TimeoutException("busy") : rows.Select(r => new[] { r }));
        Fails(() => transform.Should().ProduceFiniteFeatures([1f, 2f]), "*MLG1106*fails on 2 rows, but not when they are tried again: TimeoutException: busy*");
    }

    [Fact]
    public void Transform_NullVector_FailsMLG1106AndShowsTheRow()
    {
        var transform = FeatureTransform.From<int>(x => x == 3 ? null! : [x]);
        Fails(() => transform.Should().ProduceFiniteFeatures([1, 2, 3]), "*MLG1106*on row 3 of 3: InvalidOperationException: it gave null in place of a vector; the row is { 3 }*");
        var none = FeatureTransform.From<int>((IReadOnlyList<int> _) => null!);
        Fails(() => none.Should().ProduceFiniteFeatures([1, 2, 3]), "*MLG1106*on row 1 of 3: InvalidOperationException: it gave null in place of vectors*");
    }

    [Fact]
    public void Transform_NullRow_IsShownAsNull() =>
        Fails(() => Sound.Should().ProduceFiniteFeatures([Rides[0], null!]), "*MLG1106*on row 2 of 2: NullReferenceException*the row is { null }*");

    [Fact]
    public void Transform_VectorsOfSeveralLengths_FailMLG1102()
    {
        var transform = FeatureTransform.From<int>(x => new float[x]);
        Fails(() => transform.Should().ProduceFiniteFeatures([2, 2, 3]), "*MLG1102*several lengths: 2 in row 1, but 3 in row 3*");
    }

    [Fact]
    public void HaveSlotNames_OtherName_FailsMLG1107() =>
        Fails(() => Sound.Should().ProduceFiniteFeatures(Rides).And.HaveSlotNames(["card", "miles", "fare"]), "*MLG1107*[2] is 'log_fare' and not 'fare'*");

    [Fact]
    public void StayWithin_OneFeature_FailsMLG1103() =>
        Fails(() => Sound.Should().ProduceFiniteFeatures(Rides).And.StayWithin("mi*", 0, 7.5), "*MLG1103*of 'mi?' are not within [0, 7.5]: 'miles' = 8 in row 17*");

    [Fact]
    public void HaveNoConstantFeature_OneConstant_FailsMLG1109() =>
        Fails(() => FeatureTransform.From<Ride>(r => [r.Miles, 1]).Should().ProduceFiniteFeatures(Rides).And.HaveNoConstantFeature(), "*MLG1109*1 of 2 features have one value in all 40 rows: [1] = 1;*");

    [Fact]
    public void HaveNoDuplicatedFeature_OneTwice_FailsMLG1110() =>
        Fails(() => FeatureTransform.From<Ride>(r => [r.Miles, r.Fare, r.Miles]).Should().ProduceFiniteFeatures(Rides).And.HaveNoDuplicatedFeature(), "*MLG1110*[0] = [2];*");

    [Fact]
    public void KeepRowCount_RowDropped_FailsMLG1111()
    {
        var transform = FeatureTransform.From<Ride>((IReadOnlyList<Ride> rows) => rows.Where(r => r.Miles > 0).Select(r => new[] { r.Miles }));
        Fails(() => transform.Should().KeepRowCount(Rides), "*MLG1111: Features: 37 rows of 40 given, where as many as it is given were stated*");
        transform.Should().HaveRowCount(Rides, RowCount.AtMost(40));
    }

    [Fact]
    public void BeIndependentOfRowOrder_Rank_FailsMLG1112()
    {
        var transform = FeatureTransform.From<Ride>((IReadOnlyList<Ride> rows) => rows.Select((r, i) => new[] { i < 2 ? 0 : r.Miles }));
        transform.Should().BeDeterministic(Rides);
        Fails(() => transform.Should().BeIndependentOfRowOrder(Rides), "*MLG1112*differ when the rows come in another order*");
        Fails(() => transform.Should().BeIndependentOfRowOrder(Rides[..1]), "*cannot tell, MLG1112*one row has no other order*");
    }

    [Fact]
    public void BeDeterministic_AnotherSumPerThreadCount_FailsMLG1104()
    {
        Fails(() => Sound.Should().BeDeterministic(Rides, [1, 2], n => n == 1 ? Sound : FeatureTransform.From<Ride>(r => [0, r.Miles, MathF.BitIncrement(MathF.Log(1 + r.Fare))])),
            "*MLG1104*54 of 120*the second is on 2 threads*");
        Sound.Should().BeDeterministic(Rides, [1, 2], _ => Sound);
    }

    [Fact]
    public void BeFittedToTrainingRowsOnly_MeanOfAllRows_FailsMLG1113AndNamesTheLeak()
    {
        Ride[] train = Rides[..30];
        Ride[] test = [.. Rides[30..], new Ride("Prcard", 90, 3)];
        Fails(() => Scaled(train[..5]).Should().BeFittedToTrainingRowsOnly(train, test),
            "*MLG1113*differ from those of a transform fitted to the training rows alone by more than 1E-06: [0] = 0.25 and 0.0625 in row 2, *; fit to the training rows alone, then apply to all");
        Fails(() => Scaled(train.Concat(test)).Should().BeFittedToTrainingRowsOnly(train, test), "*MLG1113*they are those of one fitted to the test rows as well: test rows leaked into it*");
        Scaled(train).Should().BeFittedToTrainingRowsOnly(train, test);

        static IFeatureTransform<IEnumerable<Ride>> Scaled(IEnumerable<Ride> rows) => FeatureTransform.Fit<Ride>(
            fit =>
            {
                var most = fit.Max(r => r.Miles);
                return r => [r.Miles / most];
            },
            rows);
    }

    [Fact]
    public void BeFittedToTrainingRowsOnly_NotKnownHowFitted_SaysWhatToGive()
    {
        Fails(() => Sound.Should().BeFittedToTrainingRowsOnly(Rides, Rides), "*could not judge, MLG0001*tell it (refit)*");
        Fails(() => Sound.Should().BeFittedToTrainingRowsOnly(Rides, Rides, _ => throw new IOException("disk full")), "*MLG1113*the transform cannot be fitted to the training rows alone: IOException: disk full*");
        Sound.Should().BeFittedToTrainingRowsOnly(Rides, Rides, _ => Sound);
    }

    [Fact]
    public void SurviveReloading_StateLost_FailsMLG1114() =>
        Fails(() => Sound.Should().SurviveReloading(Rides, () => FeatureTransform.From<Ride>(r => [0, r.Miles, MathF.Log(1 + r.Fare)])), "*MLG1114*14 of 120 feature values differ after saving and loading*'card' = 1 and 0 in row 1,*");

    [Fact]
    public void BeInvertedBy_WrongInverse_FailsMLG1115()
    {
        Fails(() => Sound.Should().BeInvertedBy(Rides, ["Fare"], f => [MathF.Exp(f[2])]), "*MLG1115*40 of 40 feature values are not given back by the inverse by more than 0.0001: 'Fare' = 3 and 4*in row 1,*");
        Fails(() => Sound.Should().BeInvertedBy(Rides, ["Fares"], f => [0]), "*MLG0007*did you mean 'Fare'*");
        FeatureTransform.From<float>(x => [2 * x]).Should().BeInvertedBy([1f, 2f], [""], f => [f[0] / 2]);
    }

    [Fact]
    public void BeNondecreasingIn_WrongSign_FailsMLG1116()
    {
        var transform = FeatureTransform.From<Ride>(r => [r.Miles, -r.Fare], slotNames: ["miles", "fare"]);
        Fails(() => transform.Should().BeNondecreasingIn(Rides, "Fare", "fare"), "*MLG1116: Features: 240 of 240 steps do not rise or stay as Fare rises: 'fare' = -3 to -4 while Fare goes from 3 to 4 in row 1,*");
        transform.Should().BeNonincreasingIn(Rides, "Fare", "fare");
        transform.Should().BeNondecreasingIn(Rides, "Fare", "miles");
        Fails(() => transform.Should().BeNonincreasingIn(Rides, "Miles", "miles"), "*MLG1116*do not fall or stay*");
        Fails(() => transform.Should().BeNondecreasingIn(Rides[..1], "Miles"), "*cannot tell, MLG1116*fewer than two values*");
        Fails(() => transform.Should().BeNondecreasingIn(Rides, "Payment"), "*MLG0005*String, not a number*");
    }

    [Fact]
    public void BeIdempotent_NotClipped_FailsMLG1117()
    {
        IEnumerable<float> AsRows(FeatureMatrix m) => Enumerable.Range(0, m.Rows).Select(i => m[i][0]);
        Fails(() => FeatureTransform.From<float>(x => [x / 2]).Should().BeIdempotent([1f, 2f], AsRows), "*MLG1117*2 of 2 feature values change when they are transformed again*[0] = 0.5 and 0.25 in row 1*");
        FeatureTransform.From<float>(x => [Math.Clamp(x, 0, 1)]).Should().BeIdempotent([-1f, 0.5f, 2f], AsRows);
        Fails(() => Sound.Should().BeIdempotent(Rides), "*MLG0001*tell how to make rows of features (asRows)*");
    }

    [Fact]
    public void GiveExpectedFeatures_CellsDiffer_FailsMLG1118AndShowsFive()
    {
        Ride[] rows = [.. Enumerable.Range(0, 7).Select(i => new Ride("Cash", i, 0))];
        Fails(() => Sound.Should().GiveExpectedFeatures(rows, [.. rows.Select(r => new[] { 0, r.Miles + 1, 0 })]),
            "*MLG1118: Features: 7 of 21 feature values are not as expected by more than 1E-06 (found and expected): 'miles' = 0 and 1 in row 1,*in row 5 and 2 more*");
        Fails(() => Sound.Should().GiveExpectedFeatures(rows, [[0, 0, 0]]), "*MLG1118: Features: 7 rows and 1*");
        Fails(() => Sound.Should().GiveExpectedFeatures([rows[0]], [[0, 0]]), "*MLG1118: Features: 3 features and 2 in row 1*");
    }

    [Fact]
    public void StayInVocabulary_UnseenCategory_FailsMLG1108()
    {
        var text = TextTransform.From<Ride>(r => r.Payment, "payment");
        Fails(() => text.Should().StayInVocabulary([.. Rides, new Ride("Prcard", 1, 1)], ["Card", "Cash"]), "*MLG1108: payment: 1 of 41 values are not among the 2 known: 'Prcard' in 1 row, first row 41; map new*");
        Fails(() => TextTransform.From<Ride>(_ => null).Should().StayInVocabulary(Rides, ["Card"]), "*MLG1108*missing in 40 rows, first row 1*");
        Fails(() => TextTransform.From<Ride>(_ => throw new FormatException("x")).Should().StayInVocabulary(Rides, ["Card"]), "*MLG1106*on row 1 of 40*");
        Fails(() => text.Should().StayInVocabulary([], ["Card"]), "*could not judge, MLG1108*no rows*");
        text.Should().StayInVocabulary(Rides, ["Card", "Cash"]);
        TextTransform.From<Ride>(_ => null).Should().StayInVocabulary(Rides, ["Card"], allowMissing: true);
    }

    [Fact]
    public void Pipeline_AllUnits_Hold()
    {
        var rows = _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From));
        var pipeline = FeaturePipeline.Fit(Estimator(), rows);
        pipeline.Should().ProduceFiniteFeatures(rows)
            .And.HaveSlotNames(["Code.Card", "Code.Cash", "Miles", "Fare"])
            .And.HaveNoConstantFeature()
            .And.HaveNoDuplicatedFeature()
            .And.KeepRowCount(rows)
            .And.BeDeterministic(rows)
            .And.BeIndependentOfRowOrder(rows)
            .And.GiveSameResultRowByRow(rows)
            .And.SurviveReloading(rows)
            .And.BeFittedToTrainingRowsOnly(rows, _ml.Data.LoadFromEnumerable([new MlRide { Payment = "Prcard", Miles = 99 }]))
            .And.BeNondecreasingIn(rows, "Miles", "Miles")
            .And.BeInvertedBy(rows, ["Fare"], f => [f[3]]);
        pipeline.Text("Payment").Should().StayInVocabulary(rows, ["Card", "Cash"]);
        pipeline.Text("Code1").Should().StayInVocabulary(rows, ["Card", "Cash"]);
    }

    [Fact]
    public void Pipeline_KeyOfUnseenCategory_IsMissingFromTheVocabulary()
    {
        var rows = _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From));
        var pipeline = FeaturePipeline.Fit(Estimator(), rows);
        var served = _ml.Data.LoadFromEnumerable([new MlRide { Payment = "Card" }, new MlRide { Payment = "Prcard" }]);
        Fails(() => pipeline.Text("Code1").Should().StayInVocabulary(served, ["Card", "Cash"]), "*MLG1108: Code1: 1 of 2 values*missing in 1 row, first row 2*");
        Fails(() => pipeline.Text("Features").Should().StayInVocabulary(served, ["Card"]), "*MLG0005*a vocabulary is of text or keys*");
    }

    [Fact]
    public void Pipeline_FittedToTestRows_FailsMLG1113NamingTheSlot()
    {
        var train = _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From));
        var test = _ml.Data.LoadFromEnumerable([new MlRide { Payment = "Prcard", Miles = 99 }]);
        var leaked = FeaturePipeline.Fit(Estimator(), _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From).Append(new MlRide { Payment = "Prcard", Miles = 99 })));
        Fails(() => leaked.Should().BeFittedToTrainingRowsOnly(train, test), "*MLG1113: Features: 5 features and 4 in row 1, 'Code.Prcard' only in the first*test rows leaked into it*");
    }

    [Fact]
    public void Pipeline_ThrowsOnARow_ShowsTheRow()
    {
        var rows = _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From));
        var model = _ml.Transforms.CustomMapping<MlRide, Vector>((from, to) => to.Features = from is { Miles: 8, Payment: "Cash" } ? throw new FormatException("no such distance") : [from.Miles], null).Fit(rows);
        Fails(() => new FeaturePipeline(model).Should().ProduceFiniteFeatures(rows), "*MLG1106*on row 17 of 40: FormatException: no such distance; the row is { Payment = Cash, Miles = 8, Fare = 5 }*");
        Fails(() => new FeaturePipeline(model).Should().SurviveReloading(_ml.Data.LoadFromEnumerable([new MlRide()])), "*MLG1114*the transform cannot be saved and loaded: *");
    }

    [Fact]
    public void Pipeline_RunningSum_DependsOnOrder()
    {
        var rows = _ml.Data.LoadFromEnumerable(Rides.Select(MlRide.From));
        var model = _ml.Transforms.StatefulCustomMapping<MlRide, Vector, State>((from, to, state) => to.Features = [state.Sum += from.Fare], state => state.Sum = 0, null).Fit(rows);
        Fails(() => new FeaturePipeline(model).Should().BeIndependentOfRowOrder(rows), "*MLG1112*");
        new FeaturePipeline(model).Should().BeDeterministic(rows);
    }

    [Fact]
    public void Pipeline_ReplacingMissingValues_IsIdempotent()
    {
        var rows = _ml.Data.LoadFromEnumerable([new MlRide { Miles = float.NaN }, new MlRide { Miles = 4 }]);
        FeaturePipeline.Fit(_ml.Transforms.ReplaceMissingValues("Miles"), rows, "Miles").Should().BeIdempotent(rows);
        var whole = _ml.Data.LoadFromEnumerable([new MlRide { Miles = 2 }, new MlRide { Miles = 4 }]);
        Fails(() => FeaturePipeline.Fit(_ml.Transforms.NormalizeMinMax("Miles"), whole, "Miles").Should().BeIdempotent(whole), "*MLG1117*Miles*");
    }

    [Fact]
    public void FeatureMatrix_Assertions_JudgeATable()
    {
        var table = FeatureMatrix.Of("table", [[1, 2], [float.NaN, 4]], ["a", "b"]);
        Fails(() => table.Should().BeFinite(), "*MLG1101: table: *'a' = NaN in row 2*");
        Fails(() => table.Should().HaveRowCount(RowCount.Exactly(3)), "*MLG1111*");
        Fails(() => table.Should().EqualExpected([[1, 2], [3, 4]]), "*MLG1118*'a' = NaN and 3 in row 2*");
        table.Should().HaveFeatureLength(2).And.StayWithin("b", 2, 4).And.HaveNoConstantFeature();
        Fails(() => ((FeatureMatrix?)null).Should().BeFinite(), "*but found <null>*");
    }

    private static void Fails(Action act, string pattern) => act.Should().Throw<XunitException>().WithMessage(pattern);

    private IEstimator<ITransformer> Estimator() => _ml.Transforms.Categorical.OneHotEncoding("Code", "Payment")
        .Append(_ml.Transforms.Conversion.MapValueToKey("Code1", "Payment"))
        .Append(_ml.Transforms.NormalizeMinMax("Miles"))
        .Append(_ml.Transforms.Concatenate("Features", "Code", "Miles", "Fare"));

    private sealed record Ride(string Payment, float Miles, float Fare);

    private sealed class MlRide
    {
        public string Payment { get; set; } = "";

        public float Miles { get; set; }

        public float Fare { get; set; }

        public static MlRide From(Ride ride) => new() { Payment = ride.Payment, Miles = ride.Miles, Fare = ride.Fare };
    }

    private sealed class Vector
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    private sealed class State
    {
        public float Sum { get; set; }
    }
}
