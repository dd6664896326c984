namespace Points.Domain.Programmes.Rules;

/// <summary>A member's credit grade, as the city supplies it.</summary>
public enum CreditGrade
{
    A,
    B,
    C,
    D,
}
