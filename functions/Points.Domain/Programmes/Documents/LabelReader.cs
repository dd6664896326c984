using System.Collections.Immutable;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads what members read instead of words that have no name of their own.</summary>
internal static class LabelReader
{
    private const int LabelsMax = 500;

    public static ImmutableArray<Label> Read(FieldReader reader) =>
        reader.List(
            "labels",
            0,
            LabelsMax,
            it => new Label(it.Text("id", DocumentVocabulary.WordLengthMax), DocumentVocabulary.ReadName(it))
        );
}
