namespace MlGates;

/// <summary>Sizes as in <c>20.Megabytes()</c>, in powers of ten as storage is sold and as a plan's "20 MB" means.</summary>
public static class ByteSizeExtensions
{
    /// <summary>Thousands of bytes.</summary>
    public static long Kilobytes(this int count) => count * 1_000L;

    /// <summary>Millions of bytes.</summary>
    public static long Megabytes(this int count) => count * 1_000_000L;

    /// <summary>Thousand millions of bytes.</summary>
    public static long Gigabytes(this int count) => count * 1_000_000_000L;
}
