# Empty categories to delete.

finding-category-not-empty = The category “{ $path }” is not deleted, because it is not empty { $what ->
        [courses] (courses in it: { $count }). Move or delete them first, or take the line out.
       *[categories] (categories in it: { $count }). Put those on lines above, or take the line out.
    }
    .title = Categories that are not empty
finding-category-differs = This is the category “{ $path }” of the site, not “{ $value }”. Nothing is deleted: make the file again from this site, or correct the line.
    .title = Another category than the line says
finding-ambiguous-category = There are { $count } categories “{ $value }” on this site. Write the number of the one that is meant: it is in the list of empty categories.
    .title = Several categories of one path

help-category-not-empty = A category is deleted only while nothing is in it: no course, and no category but those that lines above delete.
    .mend = Move or delete the courses first, put the categories below it on lines above, or take the line out.
help-category-differs = The line gives the number of a category and its path, and on this site the number belongs to a category of another path: it was renamed or moved, or the file was made from another site.
    .mend = Make the file again from this site, or correct the number or the path.
help-ambiguous-category = Categories may have the same name under the same parent; a path does not tell them apart.
    .mend = Write the number of the category in place of its path.

operation-delete-category = Deletes the empty category { $category }{ $moves ->
        [yes] {" "}(cohorts that move up: { $cohorts })
       *[no] {""}
    }

kind-category_deletions = Empty categories to delete
    .explanation = Categories without courses, children first. One that holds anything is left alone.
column-category_deletions-emptycategory = Category
    .explanation = Category to delete: a path of names from the root with / between them, or Moodle’s number.
column-category_deletions-path = Path
    .explanation = The path of the category, so that a number can be read. When it is given and is another one on the site, nothing is deleted.
