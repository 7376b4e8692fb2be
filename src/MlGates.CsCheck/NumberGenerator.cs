using System.Globalization;
using CsCheck;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Numbers of the domain or the range; where there is neither, from -1000 to 1000.</summary>
internal sealed class NumberGenerator : ColumnGenerator
{
    private const double Reach = 1000;

    private readonly ValueTarget _target;
    private readonly object[]? _domain;
    private readonly double _min;
    private readonly double _max;
    private readonly NumberRange? _range;
    private readonly bool _whole;

    public NumberGenerator(ColumnSchema column, ValueTarget target)
    {
        if (column.Type is ColumnType.Category or ColumnType.Timestamp && column.Domain is null)
        {
            throw new InputException(
                RuleIds.Usage, $"Column '{column.Name}' is of type {column.Type.ToString()!.ToLowerInvariant()}, which a property of type {target.Type.Name} cannot hold: give it another type, or name it in Unset");
        }

        _target = target;
        _domain = DomainValues.Of(column, target);
        _range = column.Range;
        _whole = column.Type is ColumnType.Integer or ColumnType.Boolean || !(target.IsFloat || target.Type == typeof(decimal));
        var (min, max) = column.Type == ColumnType.Boolean ? (0, 1) : (_range?.Min ?? (Math.Min(_range?.Max ?? 0, Reach) - Reach), _range?.Max ?? (Math.Max(_range?.Min ?? 0, -Reach) + Reach));
        if (_range is null && target.Type != typeof(float) && target.Type != typeof(double))
        {
            min = target.Type.Name[0] == 'U' || target.Type == typeof(byte) ? 0 : target.Type == typeof(sbyte) ? sbyte.MinValue : min;
            max = Math.Min(max, target.Type == typeof(byte) ? byte.MaxValue : target.Type == typeof(sbyte) ? sbyte.MaxValue : Reach);
        }

        (_min, _max) = _whole ? (Math.Ceiling(min), Math.Floor(max)) : (min, max);
        Plain = _domain?[0] ?? Within(Math.Clamp(0, Math.Min(_min, _max), _max))
            ?? throw new InputException(RuleIds.Usage, $"Column '{column.Name}' has the range {Show(_min)} to {Show(_max)}, of which a property of type {target.Type.Name} holds nothing: give it another type, or name it in Unset");
    }

    public override object Plain { get; }

    public override IEnumerable<object> Simpler(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (_domain is not null || !double.IsFinite(number))
        {
            yield break;
        }

        // The value may only come nearer to zero, so that it ends.
        var one = Math.Abs(number) <= Reach / 10 ? Math.Sign(number) : 0;
        double[] simpler =
        [
            Math.Truncate(number / 1000), Math.Truncate(number / 10), Math.Truncate(number / 2), Math.Truncate(0.75 * number), Math.Truncate(0.9 * number), Math.Truncate(number), Math.Truncate(number) - one,
            Significant(number),
        ];
        foreach (var candidate in simpler)
        {
            if (Math.Abs(candidate) < Math.Abs(number) && _target.Number(candidate) is { } result && !result.Equals(value))
            {
                yield return result;
            }
        }
    }

    protected override object Present(PCG random)
    {
        if (_domain is not null)
        {
            return _domain[random.Next((uint)_domain.Length)];
        }

        // Ends and zero are where code breaks.
        return random.Next(8) switch
        {
            0 => Within(_min),
            1 => Within(_max),
            2 => Within(Math.Clamp(0, _min, _max)),
            _ => Within(_min + (Uniform(random) * (_max - _min))),
        } ?? Plain;
    }

    protected override IEnumerable<GeneratedCell> HostileValues()
    {
        var numbers = new List<(HostileKinds Kind, double Value)>
        {
            (HostileKinds.NaN, double.NaN),
            (HostileKinds.Infinity, double.PositiveInfinity),
            (HostileKinds.Infinity, double.NegativeInfinity),
            (HostileKinds.Huge, 1e30),
            (HostileKinds.Huge, -1e30),
            (HostileKinds.Tiny, -0.0),
        };
        if (_domain is not null)
        {
            var largest = _domain.Max(v => Convert.ToDouble(v, CultureInfo.InvariantCulture));
            numbers.Add((HostileKinds.Unseen, Math.Floor(largest) + 1));
            numbers.Add((HostileKinds.Unseen, -987));
        }

        foreach (var (kind, value) in numbers.Concat(Outside()))
        {
            if (_target.Number(value) is { } cell && (_domain is null || !_domain.Contains(cell)))
            {
                yield return new GeneratedCell(cell, kind);
            }
        }

        var (least, most) = _target.Ends();
        yield return new GeneratedCell(most, HostileKinds.Huge);
        yield return new GeneratedCell(least, HostileKinds.Huge);
        if (_target.IsFloat)
        {
            yield return new GeneratedCell(_target.Type == typeof(float) ? (object)float.Epsilon : double.Epsilon, HostileKinds.Tiny);
        }
    }

    private IEnumerable<(HostileKinds Kind, double Value)> Outside()
    {
        var step = _whole ? 1 : Math.Max(1e-3, 1e-3 * (_max - _min));
        double[] values = [_range?.Min - step ?? double.NaN, _range?.Max + step ?? double.NaN, 0, -1];
        return values.Distinct().Where(v => v < _range?.Min || v > _range?.Max).Select(v => (HostileKinds.OutOfRange, v));
    }

    // A number of the property's type that is in the range: rounding can lead out of it, and then its neighbour is in.
    private object? Within(double value)
    {
        var number = _target.Number(_whole ? Math.Round(value) : value);
        if (number is float rounded)
        {
            number = rounded < _min ? MathF.BitIncrement(rounded) : rounded > _max ? MathF.BitDecrement(rounded) : rounded;
        }

        return number is not null && Convert.ToDouble(number, CultureInfo.InvariantCulture) is var exact && exact >= _min && exact <= _max ? number : null;
    }

    private static double Significant(double value)
    {
        var scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return scale > 0 && double.IsFinite(scale) ? Math.Truncate(value / scale) * scale : value;
    }

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
