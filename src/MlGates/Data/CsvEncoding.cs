using System.Text;

namespace MlGates.Data;

/// <summary>Finds encodings by name, those of old code pages too, without registering anything for the whole process.</summary>
internal static class CsvEncoding
{
    /// <summary>The encoding of an IANA name, in any case; null when there is none.</summary>
    internal static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
    }
}
