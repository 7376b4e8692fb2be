using System.Linq.Expressions;
using System.Reflection;

namespace MlGates.Data;

/// <summary>Compiled access to the properties of a row type, made once per type.</summary>
internal static class ObjectColumns<T>
{
    private static readonly List<ObjectColumn<T>> Found = [];

    /// <summary>Why the type cannot be a row; null when it can.</summary>
    internal static readonly string? Refusal = FindColumns();

    /// <summary>The columns, in declaration order.</summary>
    internal static readonly ObjectColumn<T>[] All = [.. Found];

    /// <summary>The places of the selected columns.</summary>
    /// <inheritdoc cref="ColumnSelection.Places" path="/exception"/>
    internal static int[] Places(ColumnSelection columns, DataSource source) => columns.Places([.. All.Select(c => c.Header.Name)], source);

    /// <summary>The headers of some columns.</summary>
    internal static ColumnHeader[] Headers(int[] places) => Array.ConvertAll(places, p => All[p].Header);

    private static string? FindColumns()
    {
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0).OrderBy(p => p.MetadataToken))
        {
            var type = property.PropertyType;
            if (ObjectValue.Shape(type) is not null)
            {
                Make(nameof(Single), property, type);
            }
            else if (ObjectLists.ElementOf(type) is { } element && ObjectValue.Shape(element) is not null)
            {
                Make(nameof(List), property, type, element);
            }
            else
            {
                return $"Property '{property.Name}' of {typeof(T).Name} is a {type.Name}, which cannot be a column; project the rows to simple properties first.";
            }
        }

        return Found.Count == 0 ? $"{typeof(T).Name} has no public property that can be a column." : null;
    }

    private static void Make(string method, PropertyInfo property, params Type[] types) =>
        typeof(ObjectColumns<T>).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, [property]);

    private static void Single<TValue>(PropertyInfo property)
    {
        var (type, encoding) = ObjectValue.Shape(typeof(TValue))!.Value;
        var get = Getter<TValue>(property);
        Found.Add(new ObjectColumn<T>(new ColumnHeader(property.Name, type), encoding, false, (rows, column) =>
        {
            foreach (var row in rows)
            {
                if (!ObjectValue.TryAdd(column, get(row)))
                {
                    column.AddMissing();
                }
            }
        }));
    }

    private static void List<TList, TElement>(PropertyInfo property)
    {
        var (type, encoding) = ObjectValue.Shape(typeof(TElement))!.Value;
        var get = Getter<TList>(property);
        Found.Add(new ObjectColumn<T>(new ColumnHeader(property.Name, type), encoding, true, (rows, column) =>
        {
            foreach (var row in rows)
            {
                ObjectLists.Add<TList, TElement>(column, get(row));
            }
        }));
    }

    private static Func<T, TValue> Getter<TValue>(PropertyInfo property)
    {
        if (!typeof(T).IsValueType)
        {
            return property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        }

        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, TValue>>(Expression.Property(row, property), row).Compile();
    }
}
