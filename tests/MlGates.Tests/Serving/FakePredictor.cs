using MlGates.Serving;

namespace MlGates.Tests.Serving;

/// <summary>A predictor whose n-th prediction takes a given time on a fake clock.</summary>
internal sealed class FakePredictor(FakeClock clock, Func<long, double> seconds, string name = "model", int rows = 7) : IPredictor
{
    public long Predictions { get; private set; }

    public List<int> Rows { get; } = [];

    public bool Disposed { get; private set; }

    public string Name => name;

    public int RowCount => rows;

    public void Predict(int row)
    {
        ObjectDisposedException.ThrowIf(Disposed, this);
        if (Rows.Count < 20)
        {
            Rows.Add(row);
        }

        clock.Advance(seconds(Predictions++));
    }

    public void Dispose() => Disposed = true;
}
