namespace MlGates.Profiles;

/// <summary>Arrays that column states use while they take a batch; one set for each thread.</summary>
internal sealed class ColumnScratch
{
    internal double[] Numbers = [];
    internal double[] NumberWeights = [];
    internal double[] Floats = [];
    internal long[] Longs = [];
    internal double[] Times = [];
    internal double[] TimeWeights = [];
    internal double[] Weights = [];
    internal int[] Entries = [];
    internal int[] Starts = [];
    internal int[] Lengths = [];
    internal ulong[] Hashes = [];
    internal long[] CodeCounts = [];
    internal double[] CodeWeights = [];

    /// <summary>Makes room for a batch's values.</summary>
    internal void Ensure(int values)
    {
        if (Numbers.Length >= values)
        {
            return;
        }

        var length = Math.Max(values, Data.RowBatch.Size);
        Numbers = new double[length];
        NumberWeights = new double[length];
        Floats = new double[length];
        Longs = new long[length];
        Times = new double[length];
        TimeWeights = new double[length];
        Weights = new double[length];
        Entries = new int[length];
        Starts = new int[length];
        Lengths = new int[length];
        Hashes = new ulong[length];
    }

    /// <summary>Makes room for the codes of a dictionary, all counts 0.</summary>
    internal void EnsureCodes(int codes)
    {
        if (CodeCounts.Length < codes)
        {
            CodeCounts = new long[codes];
            CodeWeights = new double[codes];
        }
    }
}
