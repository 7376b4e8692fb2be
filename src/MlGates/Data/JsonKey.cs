namespace MlGates.Data;

/// <summary>A key of a JSON object, with the keys of the objects it holds.</summary>
internal sealed class JsonKey(string name, int depth)
{
    private readonly Dictionary<string, JsonKey> _byName = new(StringComparer.Ordinal);

    private int _place;

    internal string Name => name;

    internal int Depth => depth;

    /// <summary>The name as it stands in a file, unless it is escaped there.</summary>
    internal byte[] Bytes { get; } = System.Text.Encoding.UTF8.GetBytes(name);

    internal JsonKinds Kinds { get; set; }

    /// <summary>Kinds of the elements of lists.</summary>
    internal JsonKinds Elements { get; set; }

    /// <summary>Keys below, in the order in which they were first seen.</summary>
    internal List<JsonKey> Keys { get; } = [];

    /// <summary>The row it was last seen in, to find keys that stand twice.</summary>
    internal long Row { get; set; } = -1;

    /// <summary>The column, -1 for none. Set once all keys are known.</summary>
    internal int Column { get; set; } = -1;

    internal ColumnEncoding Encoding { get; set; }

    internal bool IsList { get; set; }

    /// <summary>The key of a name; <paramref name="next"/> is where it is looked for first and becomes the place after it.</summary>
    internal JsonKey? Find(ReadOnlySpan<byte> bytes, ref int next)
    {
        if (next < Keys.Count && bytes.SequenceEqual(Keys[next].Bytes))
        {
            return Keys[next++];
        }

        for (var i = 0; i < Keys.Count && Keys.Count <= 8; i++)
        {
            if (bytes.SequenceEqual(Keys[i].Bytes))
            {
                next = i + 1;
                return Keys[i];
            }
        }

        // Objects of many keys in changing order pay for a text each.
        var found = Keys.Count > 8 ? _byName.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(bytes)) : null;
        next = found is null ? next : found._place + 1;
        return found;
    }

    internal JsonKey Add(string key)
    {
        if (!_byName.TryGetValue(key, out var made))
        {
            made = new JsonKey(key, depth + 1) { _place = Keys.Count };
            _byName.Add(key, made);
            Keys.Add(made);
        }

        return made;
    }

    /// <summary>Adds what another part of the file showed.</summary>
    internal void Merge(JsonKey other)
    {
        Kinds |= other.Kinds;
        Elements |= other.Elements;
        foreach (var key in other.Keys)
        {
            Add(key.Name).Merge(key);
        }
    }

    /// <summary>A copy to read rows with, as rows leave marks.</summary>
    internal JsonKey Copy()
    {
        var copy = new JsonKey(name, depth);
        copy.Merge(this);
        copy.Take(this);
        return copy;
    }

    private void Take(JsonKey from)
    {
        (Column, Encoding, IsList) = (from.Column, from.Encoding, from.IsList);
        for (var i = 0; i < Keys.Count; i++)
        {
            Keys[i].Take(from.Keys[i]);
        }
    }
}
