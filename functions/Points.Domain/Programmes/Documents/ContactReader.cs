using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads how members reach the issuer.</summary>
internal static class ContactReader
{
    private const int AnswerDaysMax = 365;

    public static ContactTerms? Read(FieldReader reader) => reader.Nested("contact", ReadParts, required: false);

    private static ContactTerms ReadParts(FieldReader reader)
    {
        var contact = new ContactTerms(
            reader.OptionalText("phone", DocumentVocabulary.NameLengthMax),
            reader.OptionalText("email", DocumentVocabulary.NameLengthMax),
            (int)reader.WholeNumber("answerDays", 1, AnswerDaysMax)
        );
        if (contact is { Phone: null, Email: null })
            reader.AddError("phone", "is required if there is no email: members must be able to reach the issuer");
        return contact;
    }
}
