using MlGates.Training;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>The sentences of <see cref="ConvergenceCheck"/>.</summary>
internal sealed class ConvergenceMessages(LossHistory history, ConvergenceLimits limits)
{
    // From here on the level rule was measured to fail 3 % and more of flat losses, and the trend test 4 % at a nominal 1 %.
    private const double Noisy = 0.15;
    private const double Alike = 0.9;

    public string EvaluationMissing(string missing) =>
        Invariant($"validation loss of {history.Name} {missing}: evaluate the run to its end, or judge the training loss alone on purpose");

    public string NotFinite(LossSeries series, int first, int count, int tail) => Invariant(
        $"{Loss(ReferenceEquals(series, history.Validation))} is {series.Values[first]} at step {series.Steps[first]} (not finite: {count} of the last {tail} points): lower the learning rate, or look for overflow and bad rows");

    public string Unfit()
    {
        foreach (var series in new[] { history.Train, history.Validation })
        {
            for (var i = 0; i < (series?.Count ?? 0); i++)
            {
                if (series!.Values[i] <= 0)
                {
                    return Invariant($"{Loss(series != history.Train)} is {series.Values[i]} at step {series.Steps[i]}, and relative changes need values above 0: log more digits, or a loss that cannot be 0");
                }
            }
        }

        return Invariant($"training loss of {history.Name} is in none of the {history.Rows} rows: name the right column");
    }

    public string TooShort(LossSeries series, int points) => Invariant(
        $"{Loss(series != history.Train)} has {points} {(points == 1 ? "point" : "points")}, and it takes {TailTrend.MinimumPoints} to judge it: log more often");

    public string Collapsed(LossCurve train) => Invariant(
        $"{Loss(false)} rose well above its best level: {Facts(train)}; more than {Text.Change(limits.Kappa)} and three times the noise above it: keep the model of step {train.BestStep}, or lower the learning rate{Advice(train)}");

    public string Overfitting(LossCurve validation, LossCurve train) => Invariant(
        $"{Loss(true)} rose while the training loss did not ({Text.Change(Math.Exp(train.Trend.Change) - 1)}): {Facts(validation)}; more than {Text.Change(limits.Kappa)} and three times the noise above it: stop at step {validation.BestStep}, or regularise{Advice(validation)}");

    public string NotLearning(LossCurve train) => Invariant(
        $"{Loss(false)} hardly fell: its end is {train.EndOverStart:F3} × its start, 0.95 or less counts as learning; {Facts(train)}: check learning rate, labels and features");

    public string Trend(ConvergenceTest test, LossCurve train, LossCurve judged, Judgement judgement)
    {
        var decisive = test.Kind == TrendKind.TrainRises ? train : judged;
        if (judgement.Outcome == Outcome.Passed)
        {
            // A training loss that was tested and held is not what a pass rests on.
            return Invariant($"{Loss(judged != train)} converged: {(decisive == judged ? Facts(judged, judgement) : Facts(judged))}; within {Text.Change(-limits.Epsilon)} to {Text.Change(limits.Delta)}, and {Text.Change(limits.Kappa)} above the best");
        }

        var loss = Loss(decisive != train);
        var facts = Facts(decisive, judgement);
        var advice = Advice(decisive);
        return (test.Kind, judgement.Outcome) switch
        {
            (TrendKind.TrainRises, Outcome.Failed) => Invariant($"{loss} diverges: {facts}; more than {Text.Change(limits.Delta)}: lower the learning rate, or clip gradients{advice}"),
            (TrendKind.ValidationRises, Outcome.Failed) => Invariant($"{loss} rises while the training loss does not ({Text.Change(Math.Exp(train.Trend.Change) - 1)}): {facts}; more than {Text.Change(limits.Delta)}: stop at step {decisive.BestStep}, or regularise{advice}"),
            (TrendKind.StillFalling, Outcome.Failed) => Invariant($"{loss} has not converged: {facts}; below {Text.Change(-limits.Epsilon)}: train longer{advice}"),
            (TrendKind.StillFalling, _) => Invariant($"{loss} is still falling: {facts}; below {Text.Change(-limits.Epsilon)}: train longer, or accept an early stop on purpose{advice}"),
            _ => Invariant($"{loss} leaves open whether it {Question(test.Kind)}: {facts}, against {Text.Change(-limits.Epsilon)} to {Text.Change(limits.Delta)}, and {Text.Change(limits.Kappa)} above the best: {Remedy(decisive)}{advice}"),
        };
    }

    private static string Question(TrendKind kind) => kind switch
    {
        TrendKind.TrainRises => "diverges",
        TrendKind.ValidationRises => "overfits",
        _ => "converged",
    };

    private string Remedy(LossCurve judged) => judged.Level.Rise > Math.Log(1 + limits.Kappa)
        ? "train on, or keep the model of the best step"
        : "log more points, or average them, so that the trend shows";

    private string Loss(bool validation) => Invariant($"{(validation ? "validation" : "training")} loss of {history.Name}");

    private static string Facts(LossCurve curve)
    {
        var (lower, upper) = curve.Trend.Bounds(0.05, 0.05);
        return Facts(curve, Math.Exp(lower) - 1, Math.Exp(upper) - 1);
    }

    private static string Facts(LossCurve curve, Judgement judgement) => Facts(curve, judgement.Lower, judgement.Upper);

    private static string Facts(LossCurve curve, double lower, double upper) => Invariant(
        $"it ends at {curve.Level.EndLoss:G4}, {curve.Level.EndOverBest:F2} × its best {curve.Level.BestLoss:G4} at step {curve.BestStep}, and changes by {Text.Change(Math.Exp(curve.Trend.Change) - 1)} {Interval(lower, upper)} over the last {curve.Trend.Points} of {curve.Points} points");

    private static string Interval(double lower, double upper) => Invariant($"[{Text.Change(lower)}, {Text.Change(upper)}]");

    private static string Advice(LossCurve curve) =>
        curve.Trend.Noise > Noisy ? Invariant($"; the loss is noisy (standard deviation of ln loss {curve.Trend.Noise:F2}), average it per epoch")
        : curve.Trend.Autocorrelation > Alike ? Invariant($"; neighbouring points are alike (autocorrelation {curve.Trend.Autocorrelation:F2}), log one per epoch")
        : "";
}
