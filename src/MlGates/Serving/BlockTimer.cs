using static System.FormattableString;

namespace MlGates.Serving;

/// <summary>Times blocks of predictions of one predictor, going through its rows in order and from the first again.</summary>
internal sealed class BlockTimer(IPredictor predictor, TimeProvider clock, Func<long> compiledMethods)
{
    // Beyond this a clock that stands still, not a fast predictor, is the likely reason for a block without length.
    private const long MaxPredictions = 1L << 24;

    private int _next;

    /// <summary>Seconds that <paramref name="count"/> predictions take; positive.</summary>
    /// <exception cref="MeasurementException">A prediction failed, or the clock did not advance.</exception>
    public double Time(long count) => Elapsed(count) is var seconds && seconds > 0 ? seconds : throw StandsStill(count);

    /// <summary>
    /// Warms the predictor up in blocks until for <paramref name="quiet"/> seconds none was faster than all before by a twentieth and nothing was compiled,
    /// or for <paramref name="most"/> seconds, and returns the seconds that one prediction takes by the last of them.
    /// </summary>
    /// <exception cref="MeasurementException">A prediction failed, or the clock did not advance.</exception>
    public double Calibrate(double blockSeconds, double quiet, double most)
    {
        // The first prediction is compiled and fills caches: its time says nothing.
        Elapsed(1);
        var (used, changed, fastest, compiled) = (0.0, 0.0, double.PositiveInfinity, compiledMethods());
        long count = 1;
        double each;
        do
        {
            double elapsed;
            while ((elapsed = Elapsed(count)) < blockSeconds / 2)
            {
                count = count < MaxPredictions ? Math.Min(MaxPredictions, 2 * count) : throw StandsStill(count);
            }

            used += elapsed;
            each = elapsed / count;
            count = Predictions(blockSeconds, each);
            // Compiling goes on in the background and is late on a busy machine: speed alone may stand still for long before it jumps.
            if (each < 0.95 * fastest || compiledMethods() != compiled)
            {
                (fastest, changed, compiled) = (Math.Min(each, fastest), used, compiledMethods());
            }
        }
        while (used < most && used - changed < quiet);

        return each;
    }

    /// <summary>How many predictions of <paramref name="each"/> seconds fill a block; at least 1.</summary>
    public static long Predictions(double blockSeconds, double each) => (long)Math.Clamp(Math.Round(blockSeconds / each), 1, MaxPredictions);

    private double Elapsed(long count)
    {
        var rows = predictor.RowCount;
        var row = _next;
        var start = clock.GetTimestamp();
        try
        {
            for (long i = 0; i < count; i++)
            {
                predictor.Predict(row);
                if (++row == rows)
                {
                    row = 0;
                }
            }
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            throw new MeasurementException(Invariant($"{predictor.Name} failed on row {row + 1}: {FirstLine.Of(cause)}"), cause);
        }

        var elapsed = clock.GetElapsedTime(start).TotalSeconds;
        _next = row;
        return elapsed;
    }

    private MeasurementException StandsStill(long count) => new(Invariant($"{count} predictions of {predictor.Name} took no time by the clock"));
}
