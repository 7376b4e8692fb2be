namespace MlGates.Tests.Serving;

/// <summary>A clock that only the predictors move, in nanoseconds.</summary>
internal sealed class FakeClock : TimeProvider
{
    private long _nanoseconds;

    public double Seconds => _nanoseconds / 1e9;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _nanoseconds;

    public void Advance(double seconds) => _nanoseconds += (long)Math.Round(seconds * 1e9);
}
