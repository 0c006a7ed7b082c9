using System.Reflection;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>A field as an instruction names it.</summary>
/// <param name="Owner">Type that has it, with its arguments.</param>
/// <param name="Definition">Where it is declared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsReadOnlyReference">It is a <c>ref readonly</c> field.</param>
internal sealed record FieldUse(NamedType Owner, FieldDefinition Definition, string Name, IlType Type, bool IsReadOnlyReference)
{
    private const string InModifier = "System.Runtime.InteropServices.InAttribute";

    internal bool IsStatic => (Definition.Attributes & FieldAttributes.Static) != 0;

    internal bool IsReadOnly => (Definition.Attributes & FieldAttributes.InitOnly) != 0;

    internal bool IsLiteral => (Definition.Attributes & FieldAttributes.Literal) != 0;

    /// <summary>Its content is data in the assembly's file.</summary>
    internal bool IsData => (Definition.Attributes & FieldAttributes.HasFieldRVA) != 0;

    internal static FieldUse Of(TypeModule module, FieldDefinitionHandle handle, NamedType owner)
    {
        FieldDefinition field = module.Metadata.GetFieldDefinition(handle);
        IlType type = field.DecodeSignature(module.Decoder, null);
        return new(
            owner, field, module.Metadata.GetString(field.Name), type.Plain.Substitute(owner.Arguments, TypeList.Empty).Plain,
            type.IsModifiedBy(InModifier));
    }

    public override string ToString() => $"{Owner}.{Name}";
}
