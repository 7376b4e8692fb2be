using System.Text;

namespace MlGates.Schemas;

/// <summary>Values as examples show them: as they are, or by a hash where they must not be seen.</summary>
internal static class ShownValue
{
    internal static string Of(ReadOnlySpan<byte> text, bool hide) => hide ? Say.Hash(text) : Encoding.UTF8.GetString(text);
}
