namespace TaxiTips;

/// <summary>Settings of the trainer.</summary>
public sealed record TipModelSettings
{
    public int Trees { get; init; } = 100;

    public int Leaves { get; init; } = 8;

    public double LearningRate { get; init; } = 0.1;
}
