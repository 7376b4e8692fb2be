namespace TaxiTips;

/// <summary>Makes taxi trips from a seed: the same seed gives the same trips on every machine.</summary>
public sealed class TripGenerator(ulong seed)
{
    private static readonly (string Name, double Share)[] Companies =
    [
        ("Taxi Affiliation Services", 0.42), ("Dispatch Taxi Affiliation", 0.21), ("Blue Ribbon Taxi Association Inc.", 0.13),
        ("Choice Taxi Association", 0.12), ("Northwest Management LLC", 0.08), ("KOAM Taxi Association", 0.04),
    ];

    private static readonly (int Area, double Share)[] Areas =
        [(8, 0.30), (32, 0.24), (28, 0.14), (6, 0.09), (7, 0.08), (76, 0.06), (3, 0.05), (24, 0.04)];

    private ulong _state = seed;

    /// <summary>Trips of one month.</summary>
    /// <param name="count">How many.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="cash">Share of trips paid in cash; 0.6 in an ordinary month.</param>
    public IEnumerable<Trip> Month(int count, int month, double cash = 0.6)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Next(i, month, cash);
        }
    }

    private Trip Next(int id, int month, double cash)
    {
        var payment = Uniform() is var u && u < cash ? "Cash" : u < cash + ((1 - cash) * 0.97) ? "Credit Card" : "No Charge";
        var hour = (int)(24 * Math.Pow(Uniform(), 0.8));
        var miles = Math.Round(Math.Exp((0.9 * Normal()) + 0.7), 1);
        var seconds = 60 * Math.Round((3 + (miles * 2.6)) * Math.Exp(0.25 * Normal()));
        var fare = Math.Round((3.25 + (1.9 * miles) + (seconds * 0.004)) * 4) / 4;
        var company = Pick(Companies);

        // Only card tips are recorded. Short trips, late hours and one company tip better.
        var generosity = 0.55 + (0.9 * Math.Exp(-miles / 3)) + (hour is >= 20 or < 3 ? 0.5 : 0) + (company == "Blue Ribbon Taxi Association Inc." ? 0.6 : 0) - (fare > 25 ? 0.9 : 0) + (0.8 * Normal());
        var tips = payment == "Credit Card" ? Math.Round(fare * Math.Max(0, 0.1 + (0.12 * generosity)), 2) : 0;
        return new Trip
        {
            TripId = id,
            PaymentType = payment,
            Company = Uniform() < 0.33 ? null : company,
            TripMiles = (float)miles,
            TripSeconds = Uniform() < 0.01 ? null : (float)seconds,
            Fare = (float)fare,
            PickupCommunityArea = Pick(Areas),
            DropoffCommunityArea = Uniform() < 0.03 ? null : Pick(Areas),
            TripStartHour = hour,
            TripStartDay = 1 + (int)(7 * Uniform()),
            TripStartMonth = month,
            Tips = (float)tips,
        };
    }

    private T Pick<T>((T Value, double Share)[] shares)
    {
        var u = Uniform();
        foreach (var (value, share) in shares)
        {
            u -= share;
            if (u < 0)
            {
                return value;
            }
        }

        return shares[^1].Value;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    // SplitMix64 (Steele, Lea, Flood 2014): tiny, and the same everywhere.
    private double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
