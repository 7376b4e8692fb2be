namespace TaxiTips;

/// <summary>A taxi trip with the columns of the Chicago taxi example. A null is a value the meter did not send.</summary>
public sealed record Trip
{
    public required int TripId { get; init; }

    public required string PaymentType { get; init; }

    public required string? Company { get; init; }

    public required float TripMiles { get; init; }

    public required float? TripSeconds { get; init; }

    public required float Fare { get; init; }

    public required int PickupCommunityArea { get; init; }

    public required int? DropoffCommunityArea { get; init; }

    public required int TripStartHour { get; init; }

    public required int TripStartDay { get; init; }

    public required int TripStartMonth { get; init; }

    public required float Tips { get; init; }

    /// <summary>The label: a tip over a fifth of the fare.</summary>
    public bool BigTipper => Tips > 0.2f * Fare;
}
