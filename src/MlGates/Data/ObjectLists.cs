using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>How lists of values are stored in columns. Nulls in a list are counted, not stored.</summary>
internal static class ObjectLists
{
    /// <summary>The type of the values when this is a type of lists of them: an array, <see cref="ReadOnlyMemory{T}"/> or any <see cref="IEnumerable{T}"/>; else null.</summary>
    internal static Type? ElementOf(Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind.IsGenericType && (kind.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) || kind.GetGenericTypeDefinition() == typeof(Memory<>)))
        {
            return kind.GetGenericArguments()[0];
        }

        // A type that is a sequence of several types has no one type of values.
        Type[] sequences = [.. kind.GetInterfaces().Append(kind).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Distinct()];
        return sequences.Length == 1 ? sequences[0].GetGenericArguments()[0] : null;
    }

    /// <summary>Adds a row to a list column: missing for null, else its values.</summary>
    internal static void Add<TList, TElement>(ColumnBatch column, TList list)
    {
        switch (list)
        {
            case null:
            case ImmutableArray<TElement> { IsDefault: true }:
                column.AddMissing();
                break;
            case TElement[] values:
                AddSpan<TElement>(column, values);
                break;
            case ReadOnlyMemory<TElement> values:
                AddSpan(column, values.Span);
                break;
            case Memory<TElement> values:
                AddSpan<TElement>(column, values.Span);
                break;
            case ImmutableArray<TElement> values:
                AddSpan(column, values.AsSpan());
                break;
            case List<TElement> values:
                AddSpan<TElement>(column, CollectionsMarshal.AsSpan(values));
                break;
            case IEnumerable<TElement> values:
                AddSequence(column, values);
                break;
            default:
                throw new InvalidOperationException($"{typeof(TList).Name} is not a list of {typeof(TElement).Name}.");
        }
    }

    private static void AddSpan<TElement>(ColumnBatch column, ReadOnlySpan<TElement> values)
    {
        var nulls = 0;
        foreach (var value in values)
        {
            nulls += ObjectValue.TryAdd(column, value) ? 0 : 1;
        }

        column.EndList(nulls);
    }

    private static void AddSequence<TElement>(ColumnBatch column, IEnumerable<TElement> values)
    {
        var nulls = 0;
        foreach (var value in values)
        {
            nulls += ObjectValue.TryAdd(column, value) ? 0 : 1;
        }

        column.EndList(nulls);
    }
}
