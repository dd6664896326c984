namespace Points.Cli.Importing.Reading;

/// <summary>Says which member a telephone number, an e-mail address or a customer number belongs to.</summary>
internal interface ICustomers
{
    /// <param name="column">The name of the column that names the customer, for the reason of a refusal.</param>
    /// <returns>The member's id; else why the row is refused.</returns>
    (string MemberId, RowFault? Fault) Find(string column, string customer);
}
