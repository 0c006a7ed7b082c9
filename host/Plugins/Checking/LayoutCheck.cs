using System.Reflection;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Refuses layouts by which one object is seen as another: an explicit layout may lay a reference over another one or over a number,
/// and the compiler calls it safe code. Numbers and structs of numbers may overlap.
/// </summary>
/// <remarks>ECMA-335, II.10.7: a layout in which a reference overlaps anything else is not verifiable.</remarks>
internal sealed class LayoutCheck(PackageImages package, ViolationList violations)
{
    private const string Hint =
        "leave the layout to the compiler; BitConverter reads the bits of a number, and a cast asks what an object is";

    internal void Check(AssemblyImage image)
    {
        TypeShapeReader shapes = new(package, image);
        foreach (FieldDefinitionHandle handle in image.Metadata.FieldDefinitions)
        {
            FieldDefinition field = image.Metadata.GetFieldDefinition(handle);
            TypeAttributes type = image.Metadata.GetTypeDefinition(field.GetDeclaringType()).Attributes;
            if ((type & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout && (field.Attributes & FieldAttributes.Static) == 0
                && field.DecodeSignature(shapes, null) is { IsUnmanaged: false } shape)
            {
                violations.Add(
                    image.FileName,
                    SourceNames.SourceField(image.Metadata, field),
                    $"a field of type {shape.Name} in an explicit layout is refused: it can lie over another reference",
                    Hint);
            }
        }
    }
}
