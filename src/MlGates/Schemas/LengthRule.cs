using System.Text;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Texts are too short or too long.</summary>
internal sealed class LengthRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaLength;

    internal override bool Asks(ColumnSchema column) => column.Length is { } range && (range.Min ?? range.Max) is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Length is not { } range || data.Text is not { } text || data.Present == 0 || !((range.Min > text.MinCharacters) || (range.Max < text.MaxCharacters)))
        {
            return null;
        }

        var total = text.Patterns.Values.Sum();
        var allowed = range.Min is null ? $"at most {range.Max}" : range.Max is null ? $"at least {range.Min}" : $"{range.Min} to {range.Max}";
        return Broken(
            schema.Name,
            1,
            total,
            n => $"{Say.Share(n, total)} have not {allowed} characters; lengths are {text.MinCharacters} to {text.MaxCharacters}",
            "correct them, or change \"length\"",
            v => IsText(v, data) && LengthOf(v) is var n && (n < range.Min || n > range.Max));
    }

    private static long LengthOf(CellValue value)
    {
        long characters = 0;
        var rest = value.Text.Span;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out _, out var bytes);
            rest = rest[bytes..];
            characters++;
        }

        return characters;
    }
}
