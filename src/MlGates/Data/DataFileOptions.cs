namespace MlGates.Data;

/// <summary>How files of rows are opened, whatever their format.</summary>
public sealed record DataFileOptions
{
    /// <summary>
    /// How a CSV is read. Its <see cref="CsvOptions.Missing"/> and <see cref="CsvOptions.Types"/> hold for every format: text that is one of the
    /// missing values is missing, and a column takes the type that is given for it.
    /// </summary>
    public CsvOptions Csv { get; init; } = new();

    /// <summary>Full path of the folder that paths and patterns are relative to; null takes them as they are.</summary>
    public string? Folder { get; init; }

    /// <inheritdoc cref="FileSource.HashFile"/>
    public bool HashFiles { get; init; } = true;

    /// <summary>The name messages use for the data; null takes the file's name.</summary>
    public string? Name { get; init; }
}
