using System.Globalization;

namespace MlGates.Schemas;

/// <summary>Takes a message field by field, and says what nobody took.</summary>
internal sealed class ProtoMessage(IReadOnlyList<ProtoField> fields, string what, SourceLocation location, JsonFile file, List<SchemaNote> notes)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal SourceLocation Location => location;

    internal JsonFile File => file;

    /// <summary>All fields of a name that may stand several times.</summary>
    internal IEnumerable<ProtoField> All(string name)
    {
        _known.Add(name);
        return fields.Where(f => f.Name == name);
    }

    /// <summary>The field of a name that may stand once.</summary>
    internal ProtoField? Find(string name)
    {
        ProtoField? found = null;
        foreach (var field in All(name))
        {
            found = found is null ? field : throw file.Error(field.Location, $"{what} has \"{name}\" twice, first in line {found.Location.Line}");
        }

        return found;
    }

    internal ProtoMessage? Message(string name) => Find(name) is { } field ? Message(field, $"\"{name}\"") : null;

    internal ProtoMessage Message(ProtoField field, string called) =>
        new(field.Fields ?? throw Wrong(field, "a message in braces"), called, field.Location, file, notes);

    internal string? Text(string name) => Find(name) is { } field ? Text(field) : null;

    internal string Text(ProtoField field) => field is { Fields: null, IsString: true } ? field.Text : throw Wrong(field, "a string in quotes");

    /// <summary>A word of an enumeration.</summary>
    internal string? Word(string name) => Find(name) is not { } field ? null : field is { Fields: null, IsString: false } ? field.Text : throw Wrong(field, "a word without quotes");

    internal long? Whole(string name)
    {
        if (Find(name) is not { } field)
        {
            return null;
        }

        var digits = field.Text.AsSpan().TrimStart('-');
        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (field is { Fields: null, IsString: false } && (isHex
            ? long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)))
        {
            return isHex && field.Text[0] == '-' ? -number : number;
        }

        throw Wrong(field, "a whole number");
    }

    internal double? Number(string name)
    {
        if (Find(name) is not { } field)
        {
            return null;
        }

        if (field is { Fields: null, IsString: false })
        {
            var text = field.Text.TrimEnd('f', 'F');
            switch (field.Text.ToLowerInvariant())
            {
                case "inf" or "infinity":
                    return double.PositiveInfinity;
                case "-inf" or "-infinity":
                    return double.NegativeInfinity;
                case "nan" or "-nan":
                    return double.NaN;
                default:
                    if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    {
                        return number;
                    }

                    break;
            }
        }

        throw Wrong(field, "a number");
    }

    internal bool? Flag(string name) => Find(name) is not { } field ? null
        : field is { Fields: null, IsString: false, Text: "true" or "True" or "t" or "1" } ? true
        : field is { Fields: null, IsString: false, Text: "false" or "False" or "f" or "0" } ? false
        : throw Wrong(field, "true or false");

    /// <summary>Says of a field, if it is there, that it is not read.</summary>
    internal void Skip(string name, string advice)
    {
        foreach (var field in All(name))
        {
            Note(field.Location, $"\"{name}\" is not read: {advice}");
        }
    }

    internal void Note(SourceLocation place, string message) => notes.Add(new SchemaNote(place, $"{what}: {message}"));

    /// <summary>Refuses what is probably a slip, and says what else nobody took.</summary>
    internal void Close()
    {
        foreach (var field in fields.Where(f => !_known.Contains(f.Name)))
        {
            if (NearestName.Find(field.Name, _known) is { } near)
            {
                throw file.Error(field.Location, $"{what} has no \"{MlGates.Text.OneLine(field.Name, 60)}\"; did you mean \"{near}\"?");
            }

            Note(field.Location, $"\"{MlGates.Text.OneLine(field.Name, 60)}\" is not read: this version of MlGates does not know it");
        }
    }

    internal InputException Wrong(ProtoField field, string wanted) => file.Error(field.ValueLocation, $"\"{field.Name}\" must be {wanted}, found {field.Quoted}");
}
