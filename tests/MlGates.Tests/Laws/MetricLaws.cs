using CsCheck;
using MlGates.Metrics;

namespace MlGates.Tests.Laws;

public class MetricLaws
{
    // Few distinct scores, so that ties are common.
    private static readonly Gen<(bool Label, double Score)[]> Rows =
        Gen.Select(Gen.Bool, Gen.Int[-6, 6].Select(i => i / 4.0)).Array[0, 40]
            .Select(rows => (ValueTuple<bool, double>[])[.. rows, (true, 0.25), (false, 0.5), (true, 0.75), (false, 0.0)]);

    [Fact]
    public void Auc_MonotoneChangeOfScores_ChangesNothing() => Rows.Sample(rows =>
    {
        var before = Area(rows, s => s);
        var after = Area(rows, s => Math.Exp((2 * s) + 1));
        after.Value.Should().Be(before.Value);
        after.Variance.Should().Be(before.Variance);
    });

    [Fact]
    public void Auc_NegatedScores_AreMirrored() => Rows.Sample(rows =>
    {
        var before = Area(rows, s => s);
        var after = Area(rows, s => -s);
        after.Value.Should().BeApproximately(1 - before.Value, 1e-15, "1 - x rounds once");
        after.Variance.Should().Be(before.Variance);
    });

    [Fact]
    public void Auc_RowsInAnotherOrder_ChangeNothing() =>
        Rows.SelectMany(rows => Gen.Shuffle(rows).Select(shuffled => (rows, shuffled))).Sample(pair =>
        {
            Area(pair.shuffled, s => s).Value.Should().Be(Area(pair.rows, s => s).Value);
            Area(pair.shuffled, s => s).Variance.Should().Be(Area(pair.rows, s => s).Variance);
        });

    [Fact]
    public void Auc_IsAProbabilityWithASpreadOfAtLeastZero() => Rows.Sample(rows =>
    {
        Area(rows, s => s).Value.Should().BeInRange(0, 1);
        Area(rows, s => s).Variance.Should().BeInRange(0, 1);
    });

    [Fact]
    public void PairedByKey_EqualsPairedByOrder() =>
        Rows.SelectMany(rows => Gen.Select(Gen.Shuffle(Enumerable.Range(0, rows.Length).ToArray()), Gen.Int[-6, 6].Array[rows.Length])
            .Select(t => (rows, order: t.Item1, other: t.Item2))).Sample(t =>
        {
            var labels = Array.ConvertAll(t.rows, r => r.Label);
            var scores = Array.ConvertAll(t.rows, r => r.Score);
            var baseline = Array.ConvertAll(t.other, s => s / 4.0);
            var keys = Enumerable.Range(0, labels.Length).Select(i => $"row {i}").ToArray();
            var byOrder = PairedRows.TryPair(new("a", labels, scores, threshold: 0.5), new("b", labels, baseline, threshold: 0.5), out _)!;
            var byKey = PairedRows.TryPair(
                new("a", labels, scores, keys: keys, threshold: 0.5),
                new("b", Pick(labels, t.order), Pick(baseline, t.order), keys: Pick(keys, t.order), threshold: 0.5),
                out _)!;

            byKey.Discordant(false).Should().Be(byOrder.Discordant(false));
            byKey.Discordant(true).Should().Be(byOrder.Discordant(true));
            var first = new PairedDeLongTest(byOrder.Candidate.RocArea(), byOrder.BaselineRocArea(), 0.01);
            var second = new PairedDeLongTest(byKey.Candidate.RocArea(), byKey.BaselineRocArea(), 0.01);
            second.PFail.Should().Be(first.PFail);
            second.Value.Should().Be(first.Value);
        });

    [Fact]
    public void Tango_MoreAllowed_IsNeverMoreOfAViolation() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[1, 500], Gen.Double[0, 0.4], Gen.Double[0, 0.4]).Sample((b, c, rest, x, y) =>
        {
            var strict = new TangoTest(b, c, b + c + rest, Math.Min(x, y));
            var loose = new TangoTest(b, c, b + c + rest, Math.Max(x, y));
            loose.Z.Should().BeGreaterThanOrEqualTo(strict.Z - 1e-9);
        });

    [Fact]
    public void Bounds_EncloseTheValue() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[1, 500], Gen.Double[0.001, 0.4], Gen.Double[0.001, 0.4]).Sample((b, c, rest, fail, pass) =>
        {
            var paired = new TangoTest(b, c, b + c + rest, 0.01);
            var (lower, upper) = paired.Bounds(fail, pass);
            paired.Value.Should().BeInRange(lower - 1e-12, upper + 1e-12);
            var single = new ProportionTest(new Proportion(b, b + c + rest), 0.5);
            (lower, upper) = single.Bounds(fail, pass);
            single.Value.Should().BeInRange(lower - 1e-12, upper + 1e-12);
        });

    private static RocArea Area((bool Label, double Score)[] rows, Func<double, double> change) =>
        RocArea.Compute(Array.ConvertAll(rows, r => r.Label), Array.ConvertAll(rows, r => change(r.Score)));

    private static T[] Pick<T>(T[] values, int[] order) => Array.ConvertAll(order, i => values[i]);
}
