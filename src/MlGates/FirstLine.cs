namespace MlGates;

/// <summary>Makes a one-line message of an exception that may hold several.</summary>
internal static class FirstLine
{
    /// <summary>The first line of an exception's message that says something, without its final period; the type's name when none does.</summary>
    internal static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        foreach (var line in exception.Message.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.Length > 0)
            {
                return text.TrimEnd('.').ToString();
            }
        }

        return exception.GetType().Name;
    }
}
