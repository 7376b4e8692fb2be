namespace MlGates.Gates;

/// <summary>A measure of how the columns drifted together.</summary>
public enum MultivariateMeasure
{
    /// <summary>The area under the ROC curve of a classifier that tells the two datasets' rows apart, cross-validated: ½ where nothing changed. Numbers and categories.</summary>
    DomainClassifier,

    /// <summary>How much larger the error is that the baseline's principal components leave, as a share. Numbers and categories.</summary>
    Reconstruction,

    /// <summary>The largest change of a Pearson correlation of two columns of numbers.</summary>
    Correlation,

    /// <summary>Maximum mean discrepancy with a Gaussian kernel, 0 to √2: for vectors and embeddings.</summary>
    MeanDiscrepancy,
}
