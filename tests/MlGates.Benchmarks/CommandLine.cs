using System.Globalization;

namespace MlGates.Benchmarks;

/// <summary><c>--name value</c> pairs; underscores in numbers are allowed.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    internal CommandLine(string[] args, params string[] allowed)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!allowed.Contains(args[i]))
            {
                throw new ArgumentException($"There is no option '{args[i]}'; there is {string.Join(", ", allowed)}.");
            }

            _values[args[i]] = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
        }
    }

    internal string Text(string name, string standard) => _values.GetValueOrDefault(name, standard);

    internal long Number(string name, long standard)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return standard;
        }

        return long.TryParse(text.Replace("_", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} takes a positive number, found '{text}'.");
    }
}
