using CsCheck;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Lists with as many values as the schema has in a row.</summary>
internal sealed class ListGenerator : ColumnGenerator
{
    private const int Longest = 1000;

    private readonly ValueTarget _target;
    private readonly ColumnGenerator _element;
    private readonly int _min;
    private readonly int _max;
    private readonly bool _isFixed;

    public ListGenerator(ColumnSchema column, ValueTarget target, ColumnGenerator element)
    {
        _target = target;
        _element = element;
        var count = column.Shape is { } shape ? shape.Aggregate(1L, (product, side) => product * side) : -1;
        _isFixed = count >= 0;
        _min = (int)Math.Min(Longest, _isFixed ? count : column.Values?.Min ?? 0);
        _max = (int)Math.Min(Math.Max(_min, Longest), Math.Max(_min, _isFixed ? count : column.Values?.Max ?? (_min + 3)));
    }

    public override object Plain => List(Enumerable.Repeat(_element.Plain, _min));

    public override IEnumerable<object> Simpler(object value)
    {
        var list = (Array)value;
        if (!_isFixed && list.Length > _min)
        {
            yield return List(list.Cast<object>().Take(Math.Max(_min, list.Length / 2)));
            yield return List(list.Cast<object>().Take(list.Length - 1));
            yield return List(list.Cast<object>().Skip(1));
        }

        for (var i = 0; i < list.Length; i++)
        {
            if (!Equals(list.GetValue(i), _element.Plain))
            {
                yield return With(list, i, _element.Plain);
            }
        }
    }

    protected override object Present(PCG random)
    {
        var values = new object[_min + (int)random.Next((uint)(_max - _min + 1))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _element.Ordinary(random).Value!;
        }

        return List(values);
    }

    protected override IEnumerable<GeneratedCell> HostileValues()
    {
        yield return new GeneratedCell(List(Enumerable.Repeat(_element.Plain, Longest)), HostileKinds.Long);
        foreach (var cell in _element.Hostile)
        {
            yield return new GeneratedCell(List([cell.Value!, .. Enumerable.Repeat(_element.Plain, Math.Max(0, _min - 1))]), cell.Hostile);
        }
    }

    private Array List(IEnumerable<object> values)
    {
        object[] all = [.. values];
        var list = Array.CreateInstance(_target.Element!.Type, all.Length);
        Array.Copy(all, list, all.Length);
        return list;
    }

    private Array With(Array list, int place, object value)
    {
        var copy = (Array)list.Clone();
        copy.SetValue(value, place);
        return copy;
    }
}
